// Before the server's first step while there is more to do than can be done: what would be refused in the end is refused
// before anything is made of it, and an address that asks for more than its share before the others. A refusal has to be
// cheap: where ten times too much is asked for, nine of ten answers are refusals. Does no work itself.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Gate, Work } from '../ports/gate.ts'
import { isOwnOrigin, type Keys, keyIn, trustOf } from './auth.ts'
import { createPaced } from './paced.ts'
import { Problem, problemBody } from './problem.ts'
import { senderOf, type Trusts } from './proxies.ts'
import { createShares } from './shares.ts'
import { workOf } from './work.ts'

/** Who takes more than a share is refused while the others' room is half full. */
const EARLY = 0.5

const ALL = 'There is more to do than can be done in time: try again later'
const CALLER = 'Too many requests from this address: wait a moment'

const problemFor = (whose: 'caller' | 'all', after: number): Problem =>
  whose === 'caller'
    ? new Problem(429, 'too_many_requests', CALLER, { after })
    : new Problem(503, 'overloaded', ALL, { after })

export const tooMuch = (gate: Gate, work: Work, whose: 'caller' | 'all' = 'all'): Problem =>
  problemFor(whose, Math.ceil(gate.refuse(work, whose).wait / 1000))

/** The same every time but for Retry-After. */
const BODIES = {
  caller: JSON.stringify(problemBody(problemFor('caller', 0))),
  all: JSON.stringify(problemBody(problemFor('all', 0))),
}

export type Busy = {
  readonly gate: Gate
  readonly keys: Keys
  readonly trusts: Trusts
  /** Paths of doors that bring agents' work. */
  readonly agents: ReadonlySet<string>
}

/** Answers a function that refuses a request, or lets it go on: true where it was answered. */
export const createTurnAway = ({ gate, keys, trusts, agents }: Busy) => {
  const shares = createShares()
  const paced = createPaced()

  const refuse = (
    request: IncomingMessage,
    response: ServerResponse,
    work: Work,
    whose: 'caller' | 'all',
  ): true => {
    const { wait } = gate.refuse(work, whose)
    const { origin, host } = request.headers
    const body = BODIES[whose]
    const isRead = origin !== undefined && (keys.origins.includes(origin) || isOwnOrigin(origin, host))
    const answer = (): void => {
      response.writeHead(whose === 'caller' ? 429 : 503, {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'retry-after': String(Math.ceil(wait / 1000)),
        'content-length': String(body.length),
        ...(isRead && {
          ...{ vary: 'origin', 'access-control-allow-origin': origin },
          'access-control-expose-headers': 'retry-after, x-request-id',
        }),
      })
      response.end(body)
    }
    // The till and the agents are few, and wait for nobody.
    if (work === 'money' || work === 'agents') answer()
    else paced.tell(response, answer)
    return true
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? '/'
    const end = url.indexOf('?')
    const path = end < 0 ? url : url.slice(0, end)
    const first = agents.has(path) ? 'agents' : workOf(path, 'fact')
    if (first === null || request.method === 'OPTIONS') return false
    if (gate.isTooMuch('looks', EARLY)) {
      const key = keyIn(request.headers)
      const trust = key === null ? null : trustOf(key, keys)
      const work = agents.has(path) ? 'agents' : workOf(path, trust)!
      if (gate.isTooMuch(work)) return refuse(request, response, work, 'all')
      const isOver = trust !== 'fact' && shares.isOver(senderOf(request, trusts))
      if (isOver && gate.isTooMuch(work, EARLY)) return refuse(request, response, work, 'caller')
    }
    const address = senderOf(request, trusts)
    shares.enter(address)
    response.once('close', () => shares.leave(address))
    return false
  }
}
