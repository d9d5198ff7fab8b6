// At the server's door while there is more to do than can be done: what would be refused in the end is refused before its
// body is read, and an address that asks for more than its share before the others. Does no work itself.
import type { Gate, Work } from '../ports/gate.ts'
import { type Keys, keyOf, trustOf } from './auth.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'
import { workOf } from './work.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What kind of work a door of a channel or a desk asks for. */
    work?: Work
  }
}

/** So many at once are nobody's flood. */
const FEW = 8
/** More than so many times its share is. */
const SHARE = 2
/** Who takes more than a share is refused while the others' room is half full. */
const EARLY = 0.5

/** Requests under way by address, and whether one has more than its share of them. In memory, as long as they last. */
const createShares = () => {
  const each = new Map<string, number>()
  let all = 0
  return {
    enter: (address: string): void => {
      each.set(address, (each.get(address) ?? 0) + 1)
      all++
    },
    leave: (address: string): void => {
      const left = each.get(address)! - 1
      if (left > 0) each.set(address, left)
      else each.delete(address)
      all--
    },
    isOver: (address: string): boolean =>
      (each.get(address) ?? 0) > Math.max(FEW, (SHARE * all) / Math.max(1, each.size)),
  }
}

export const tooMuch = (gate: Gate, work: Work, whose: 'caller' | 'all' = 'all'): Problem => {
  const { wait } = gate.refuse(work, whose)
  const about = { after: Math.ceil(wait / 1000) }
  return whose === 'caller'
    ? new Problem(429, 'too_many_requests', 'Too many requests from this address: wait a moment', about)
    : new Problem(503, 'overloaded', 'There is more to do than can be done in time: try again later', about)
}

export const addBusy = (app: App, gate: Gate, keys: Keys): void => {
  const shares = createShares()
  app.addHook('onRequest', (request, reply, done) => {
    const { url, config } = request.routeOptions
    // Nobody knows yet what would be asked for: there is no such page.
    if (url === undefined || (!config.work && workOf(url, 'fact') === null)) return done()
    const { ip } = request
    const isCalm = !gate.isTooMuch('looks', EARLY)
    const key = isCalm ? null : keyOf(request)
    const trust = key === null ? null : trustOf(key, keys)
    if (!isCalm) {
      const work = config.work ?? workOf(url, trust)!
      if (gate.isTooMuch(work)) return done(tooMuch(gate, work))
      if (trust !== 'fact' && gate.isTooMuch(work, EARLY) && shares.isOver(ip))
        return done(tooMuch(gate, work, 'caller'))
    }
    shares.enter(ip)
    reply.raw.once('close', () => shares.leave(ip))
    done()
  })
}
