// What the board and the desk read of the reports: sums in minor units, and the weekly digests. For signed-in agents.
import type { Digest } from '../../core/report/digest.ts'
import type { Report, ReportQuery } from '../../core/report/report.ts'
import type { Engine } from '../../runtime/engine.ts'
import { readInput } from '../input.ts'
import { reportQuery, toQuery } from '../report-query.ts'
import { needCampaign } from '../report-routes.ts'
import type { App } from '../server.ts'
import type { Sessions } from './sessions.ts'

export type DeskReportParts = {
  readonly engine: Pick<Engine, 'rulebook'>
  readonly sessions: Sessions
  readonly report: (
    query: ReportQuery,
  ) => Promise<{ readonly report: Report; readonly newer_in: number | null }>
  readonly digests: () => Promise<readonly Digest[]>
  /** What the shop's own rules have changed of its campaigns, as stored; null: nothing. */
  readonly moves: () => Promise<unknown>
  readonly demo: unknown
}

export const addDeskReportRoutes = (app: App, parts: DeskReportParts): void => {
  const { engine, sessions, report } = parts
  const read = async (query: unknown, campaign?: string) => {
    const asked = toQuery(readInput(reportQuery, query), engine.rulebook().shop.time_zone, campaign)
    const { name } = engine.rulebook().shop
    const { report: made, newer_in } = await report(asked)
    needCampaign(made)
    return {
      shop_name: name,
      is_demo: parts.demo !== null,
      moves: await parts.moves(),
      report: made,
      newer_in,
    }
  }

  app.get('/desk/api/reports', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    return read(request.query)
  })

  app.get<{ Params: { campaign: string } }>('/desk/api/reports/:campaign', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    return read(request.query, request.params.campaign)
  })

  app.get('/desk/api/digests', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    return { digests: await parts.digests(), time_zone: engine.rulebook().shop.time_zone }
  })
}
