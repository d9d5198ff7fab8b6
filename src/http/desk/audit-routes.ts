// The trail of what agents did, for signed-in agents: GET /desk/api/audit?days=7.
import { z } from 'zod'
import type { Records } from '../../ports/records.ts'
import { readInput } from '../input.ts'
import type { App } from '../server.ts'
import { auditOf } from './audit.ts'
import type { Sessions } from './sessions.ts'

export type AuditParts = {
  readonly records: Pick<Records, 'shoppers' | 'lines'>
  readonly sessions: Sessions
  readonly clock: () => number
}

const DAY = 86_400_000
const MOST = 500

const asked = z.object({ days: z.coerce.number().int().min(1).max(366).default(7) })

export const addAuditRoutes = (app: App, { records, sessions, clock }: AuditParts): void => {
  app.get('/desk/api/audit', async (request, reply) => {
    await sessions.need(request)
    reply.header('cache-control', 'no-store')
    const { days } = readInput(asked, request.query)
    return { acts: await auditOf(records, clock() - days * DAY, MOST) }
  })
}
