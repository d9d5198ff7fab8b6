// What an agent does at the desk: POST /desk/api/acts. Every act names the agent, by the session and not by the page.
import { z } from 'zod'
import type { AgentAct } from '../../core/event.ts'
import type { Engine } from '../../runtime/engine.ts'
import { acceptedOr } from '../answers.ts'
import { readIdempotencyKey, readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { needOwnPage, type Sessions } from './sessions.ts'
import { shopperOf } from './ticket-routes.ts'

export type ActParts = {
  readonly engine: Engine
  readonly sessions: Sessions
  readonly clock: () => number
}

const ticket = z.string().min(3).max(200).includes('.')
const name = z.string().min(1).max(100)
const words = z.string().trim().min(1).max(4000)
const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('approve'), ticket, offer: name, ceiling: z.number().int().min(0) }),
  z.object({ act: z.literal('decline'), ticket, why: words }),
  z.object({ act: z.literal('take_over'), ticket }),
  z.object({ act: z.literal('hand_back'), ticket }),
  z.object({ act: z.literal('note'), ticket, text: words }),
  z.object({ act: z.literal('send'), ticket, text: words }),
  z.object({ act: z.literal('issue'), ticket, offer: name, campaign: name }),
  z.object({ act: z.literal('revoke'), ticket, code: name, why: words }),
])

/** The act without the ticket that it was done from, where it does not need one. */
const doneOf = (given: z.output<typeof act>): AgentAct => {
  if (given.act !== 'issue' && given.act !== 'revoke') return given
  const { ticket: _, ...does } = given
  return does
}

export const addActRoutes = (app: App, { engine, sessions, clock }: ActParts): void => {
  app.post('/desk/api/acts', async (request) => {
    needOwnPage(request)
    const agent = sessions.need(request)
    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const given = readInput(act, request.body)
    const accepted = acceptedOr(
      await engine.accept({
        id: `desk:${agent}:${key}`,
        at: clock(),
        trust: 'fact',
        from: { shopper: shopperOf(given.ticket) },
        what: { kind: 'agent', agent, does: doneOf(given) },
      }),
    )
    const reply = accepted.kind === 'done' ? accepted.reply : { kind: 'ok' as const }
    if (reply.kind !== 'refused') return { status: 'done' }
    const { reason, by, at, missing } = reply
    throw new Problem(409, `act_${reason}`, 'This was not done', { more: { reason, by, at, missing } })
  })
}
