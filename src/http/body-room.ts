// How much memory bodies may take while they come in: small ones are not counted, the room for large ones is bounded, in
// all and for one address. Knows no body.

import type { FastifyInstance } from 'fastify'
import { isLocal } from './pace.ts'
import { Problem } from './problem.ts'

/** What every connection may take, bytes. */
const SMALL = 16 * 1024
const IN_ALL = 128 * 1024 * 1024
const OF_ONE_ADDRESS = 16 * 1024 * 1024
/** Seconds. */
const AGAIN = 5

type Room = { readonly inAll: number; readonly ofOne: number }

export const addBodyRoom = (
  app: FastifyInstance,
  { inAll, ofOne }: Room = { inAll: IN_ALL, ofOne: OF_ONE_ADDRESS },
): void => {
  const each = new Map<string, number>()
  let all = 0
  app.addHook('onRequest', (request, reply, done) => {
    const { method, headers, ip } = request
    const said = headers['content-length']
    // What says no length may be as long as this door takes.
    const length = said === undefined && headers['transfer-encoding'] === undefined ? 0 : Number(said)
    const largest = request.routeOptions.bodyLimit ?? 0
    const takes = Number.isNaN(length) ? largest : Math.min(length, largest)
    if (method === 'GET' || takes <= SMALL) return done()
    const mine = each.get(ip) ?? 0
    const isMine = mine + takes > (isLocal(ip) ? inAll : ofOne)
    if (isMine || all + takes > inAll) {
      const about = { after: AGAIN }
      return done(
        isMine
          ? new Problem(429, 'too_many_requests', 'Too much at once from this address: wait a moment', about)
          : new Problem(503, 'overloaded', 'Too many large bodies at once: try again later', about),
      )
    }
    each.set(ip, mine + takes)
    all += takes
    reply.raw.once('close', () => {
      const left = each.get(ip)! - takes
      if (left > 0) each.set(ip, left)
      else each.delete(ip)
      all -= takes
    })
    done()
  })
}
