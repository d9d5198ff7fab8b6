// Where each ticket stands in Slack, kept in notes: its thread, and what of the talk has been shown there.
import { z } from 'zod'
import type { Notes } from '../../ports/notes.ts'

const place = z.object({
  channel: z.string(),
  /** The card's message; missing: it was about to be posted, at `posting`. */
  ts: z.string().optional(),
  posting: z.number().optional(),
  link: z.string().optional(),
  /** Of the card as it was last written. */
  card: z.string().optional(),
  /** The last line of the talk that is in the thread. */
  shown: z.number(),
  /** Agents' words that are not settled yet: the line's number -> its message and what it says. */
  sent: z.record(z.string(), z.object({ ts: z.string(), state: z.string() })).optional(),
  /** Notes that were written in this very thread: they need no echo. */
  own: z.array(z.string()).optional(),
})
export type Place = z.output<typeof place>

const TICKET = 'slack:ticket:'
const THREAD = 'slack:thread:'

export type Places = {
  readonly of: (ticket: string) => Promise<Place | null>
  /** Reads, changes and writes it; again where another process was quicker. */
  readonly change: (ticket: string, to: (was: Place | null) => Place) => Promise<Place>
  readonly ticketAt: (channel: string, ts: string) => Promise<string | null>
  readonly link: (channel: string, ts: string, ticket: string) => Promise<void>
}

const TRIES = 20

export const createPlaces = (notes: Notes): Places => {
  const read = (value: string | undefined): Place | null => {
    if (value === undefined) return null
    return place.safeParse(JSON.parse(value)).data ?? null
  }
  return {
    of: async (ticket) => read((await notes.get(TICKET + ticket))?.value),
    change: async (ticket, to) => {
      for (let n = 0; n < TRIES; n += 1) {
        const note = await notes.get(TICKET + ticket)
        const next = to(read(note?.value))
        if (await notes.put(TICKET + ticket, note?.version ?? 0, JSON.stringify(next))) return next
      }
      throw new Error('the place of a ticket is written by many at once')
    },
    ticketAt: async (channel, ts) => (await notes.get(`${THREAD}${channel}:${ts}`))?.value ?? null,
    link: async (channel, ts, ticket) => {
      await notes.put(`${THREAD}${channel}:${ts}`, 0, ticket)
    },
  }
}
