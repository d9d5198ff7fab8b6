// Where each ticket stands in Slack, kept in notes: its thread, and what of the talk has been shown there.
import { z } from 'zod'
import { ticketNote } from '../../ports/desk.ts'
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

const THREAD = 'slack:thread:'

export type Places = {
  readonly of: (ticket: string) => Promise<Place | null>
  /** Reads, changes and writes it; again where another process was quicker. */
  readonly change: (ticket: string, to: (was: Place | null) => Place) => Promise<Place>
  readonly ticketAt: (channel: string, ts: string) => Promise<string | null>
  readonly link: (channel: string, ts: string, ticket: string) => Promise<void>
}

const TRIES = 20

/** What a note says; null: nothing that can be read. */
export const readPlace = (value: string | undefined): Place | null =>
  value === undefined ? null : (place.safeParse(JSON.parse(value)).data ?? null)

export const createPlaces = (notes: Notes): Places => {
  return {
    of: async (ticket) => readPlace((await notes.get(ticketNote('slack', ticket)))?.value),
    change: async (ticket, to) => {
      for (let n = 0; n < TRIES; n += 1) {
        const note = await notes.get(ticketNote('slack', ticket))
        const next = to(readPlace(note?.value))
        if (await notes.put(ticketNote('slack', ticket), note?.version ?? 0, JSON.stringify(next)))
          return next
      }
      throw new Error('the place of a ticket is written by many at once')
    },
    ticketAt: async (channel, ts) => (await notes.get(`${THREAD}${channel}:${ts}`))?.value ?? null,
    link: async (channel, ts, ticket) => {
      await notes.put(`${THREAD}${channel}:${ts}`, 0, ticket)
    },
  }
}
