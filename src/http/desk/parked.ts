// What could not be delivered and was given up for now: read from the outbox, without codes. Knows no routes.
import { z } from 'zod'
import type { Outbox, OutboxItem } from '../../ports/outbox.ts'

/** A delivery that was given up; `why` is the channel's own code. */
export type Undelivered = {
  readonly id: string
  readonly shopper: string
  readonly kind: OutboxItem['kind']
  readonly channel: string
  readonly why: string
  readonly tries: number
  readonly due: number
  readonly text: string
}

const payload = z.object({
  to: z.object({ channel: z.string() }).optional(),
  desk: z.string().optional(),
  text: z.string().default(''),
})

const LISTED = 200

export const withoutCodes = (text: string): string => text.replace(/\{(code|proof):[^}]*\}/g, '•••')

const read = (text: string): z.output<typeof payload> => {
  const parsed = payload.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : { text: '' }
}

export const undelivered = async (outbox: Pick<Outbox, 'parked'>): Promise<readonly Undelivered[]> =>
  (await outbox.parked(LISTED)).map(({ id, shopper, kind, why, attempts, due, ...item }) => {
    const { to, desk, text } = read(item.payload)
    const channel = to?.channel ?? desk ?? ''
    return { id, shopper, kind, channel, why, tries: attempts, due, text: withoutCodes(text) }
  })
