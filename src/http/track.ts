// One tracked event, from what was sent to what the engine takes: names, sums, times, who said it. No routes.
import { z } from 'zod'
import type { Address } from '../core/event.ts'
import type { Incoming } from '../runtime/engine.ts'
import type { Trust } from './auth.ts'
import { type Known, knownEvents, nameOf } from './happenings.ts'
import { readInput } from './input.ts'
import { Problem } from './problem.ts'
import { text } from './products.ts'

/** Clocks differ; a fact from further ahead than this is a mistake of the sender's. */
const AHEAD = 5 * 60_000

/** What Segment's libraries send with every call; whatever else they send is left alone. */
const envelope = z.object({
  messageId: text(100),
  userId: text(200).nullish(),
  anonymousId: text(200).nullish(),
  timestamp: z.iso
    .datetime({ offset: true, error: 'a time such as 2026-05-01T12:00:00Z is expected' })
    .optional(),
})
const tracked = envelope.extend({
  event: text(100),
  properties: z.record(z.string(), z.unknown(), 'an object is expected').default({}),
})

type Envelope = z.output<typeof envelope>

/** The events of a currency are read once: building their schemas costs more than reading with them. */
const known = new Map<string, Readonly<Record<string, Known>>>()
const eventsOf = (currency: string): Readonly<Record<string, Known>> => {
  const events = known.get(currency) ?? knownEvents(currency)
  known.set(currency, events)
  return events
}

export const readTracked = (input: unknown, trust: Trust, currency: string, now: number): Incoming => {
  const given = readInput(tracked, input)
  const events = eventsOf(currency)
  const event = Object.hasOwn(events, nameOf(given.event)) ? events[nameOf(given.event)] : undefined
  if (!event) {
    throw new Problem(400, 'unknown_event', `There is no event "${given.event}"`, {
      errors: [{ path: 'event', message: `known are: ${Object.keys(events).join(', ')}` }],
    })
  }
  if (event.trust === 'fact' && trust === 'hint') {
    throw new Problem(403, 'page_key', `"${given.event}" is a fact: the page key may not report it`, {
      detail: 'Report it from your server, with the secret key.',
    })
  }
  return {
    ...readEnvelope(given, trust, now),
    what: readInput(event.properties, given.properties, 'properties'),
  }
}

/** Who and when. What the page sends can't take the id of what the shop will send: each has its own. */
export const readEnvelope = (given: Envelope, trust: Trust, now: number): Omit<Incoming, 'what'> => {
  const [from, ...also] = addressesOf(given, trust)
  const said = given.timestamp === undefined ? now : Date.parse(given.timestamp)
  if (trust === 'fact' && said > now + AHEAD) {
    const errors = [{ path: 'timestamp', message: 'it lies in the future: check the clock of your server' }]
    throw new Problem(400, 'in_the_future', 'This has not happened yet', { errors })
  }
  const id = trust === 'fact' ? `fact:${given.messageId}` : `hint:${from.id}:${given.messageId}`
  return { id, at: Math.min(said, now), trust, from, ...(also.length > 0 && { also }) }
}

/** The shop's own id of its customer first, which only the shop may name, then the visitor: the shop's word joins them. */
const addressesOf = ({ userId, anonymousId }: Envelope, trust: Trust): [Address, ...Address[]] => {
  const visitor = anonymousId ? { channel: 'web', id: anonymousId } : null
  if (userId && trust === 'fact') return [{ channel: 'user', id: userId }, ...(visitor ? [visitor] : [])]
  if (visitor) return [visitor]
  const detail = trust === 'hint' ? 'The page key speaks for visitors only: send anonymousId.' : undefined
  const errors = [{ path: 'anonymousId', message: 'missing: whose event is this?' }]
  throw new Problem(400, 'invalid_input', 'Nobody is named', { errors, ...(detail ? { detail } : {}) })
}

export { envelope }
