// What the campaigns earned, for the shop's own programs: GET /v1/reports and /v1/reports/{campaign}.
import type { Report, ReportQuery } from '../core/report/report.ts'
import type { Engine } from '../runtime/engine.ts'
import { type Keys, needSecret } from './auth.ts'
import { readInput } from './input.ts'
import { Problem } from './problem.ts'
import { ABOUT_REPORT, ABOUT_REPORTS } from './report-about.ts'
import { reportQuery, toQuery } from './report-query.ts'
import { shownReport } from './report-shown.ts'
import type { App } from './server.ts'

export type ReportParts = {
  readonly engine: Pick<Engine, 'rulebook'>
  readonly keys: Keys
  readonly report: (query: ReportQuery) => Promise<{ readonly report: Report }>
}

/** Throws a 404 problem where nobody knows this campaign. */
export const needCampaign = (report: Report): Report => {
  if (report.query.campaign === undefined || report.campaigns.length > 0) return report
  throw new Problem(404, 'no_such_campaign', 'There is no such campaign, and never was')
}

export const addReportRoutes = (app: App, { engine, keys, report }: ReportParts): void => {
  const read = async (query: unknown, campaign?: string) => {
    const asked = toQuery(readInput(reportQuery, query), engine.rulebook().shop.time_zone, campaign)
    return shownReport(needCampaign((await report(asked)).report))
  }

  app.get('/v1/reports', { config: { about: ABOUT_REPORTS } }, async (request, reply) => {
    needSecret(request, keys)
    reply.header('cache-control', 'no-store')
    return read(request.query)
  })

  app.get<{ Params: { campaign: string } }>(
    '/v1/reports/:campaign',
    { config: { about: ABOUT_REPORT } },
    async (request, reply) => {
      needSecret(request, keys)
      reply.header('cache-control', 'no-store')
      return read(request.query, request.params.campaign)
    },
  )
}
