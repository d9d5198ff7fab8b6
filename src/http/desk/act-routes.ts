// What an agent does at the desk: POST /desk/api/acts. Every act names the agent, by the session and not by the page.
import type { Engine } from '../../runtime/engine.ts'
import { acceptedOr } from '../answers.ts'
import { readIdempotencyKey, readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { act, readAct } from './act-input.ts'
import { actRefusal } from './act-refusals.ts'
import { mayBeSaid, unbackedDetail } from './may-be-said.ts'
import { needOwnPage, type Sessions } from './sessions.ts'
import { shopperOf } from './ticket-id.ts'

export type ActParts = {
  readonly engine: Engine
  readonly sessions: Sessions
  readonly clock: () => number
  /** The role that the agent's login says; undefined: none. */
  readonly roleOf: (agent: string) => string | undefined
}

export const addActRoutes = (app: App, { engine, sessions, clock, roleOf }: ActParts): void => {
  app.post('/desk/api/acts', async (request) => {
    needOwnPage(request)
    const agent = await sessions.need(request)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const { shopper, does } = readAct(readInput(act, request.body), shopperOf)
    const role = roleOf(agent)
    const accepted = acceptedOr(
      await engine.accept({
        id: `desk:${agent}:${key}`,
        at: clock(),
        trust: 'fact',
        from: { shopper },
        what: { kind: 'agent', agent, does, desk: 'web', ...(role !== undefined && { role }) },
      }),
    )
    const reply = accepted.kind === 'done' ? accepted.reply : { kind: 'ok' as const }
    if (reply.kind !== 'refused')
      return { status: 'done', ...(reply.kind === 'done' && { code: reply.code }) }
    const { kind: _, ...more } = reply
    if (reply.reason === 'unbacked_words') {
      const allowed = mayBeSaid(await engine.shopper(shopper), engine.rulebook(), clock())
      throw new Problem(409, 'act_unbacked_words', actRefusal(reply.reason), {
        detail: unbackedDetail(reply.unbacked ?? []),
        more: { ...more, allowed },
      })
    }
    throw new Problem(409, `act_${reply.reason}`, actRefusal(reply.reason), { more })
  })
}
