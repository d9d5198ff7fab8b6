// What became of what we wrote to one shopper, by channel: so many sent, and how many of them something followed of.
// Four small numbers a channel. Knows no messages and no texts.
import { change, type Draft } from '../draft.ts'
import type { Event, EventKind } from '../event.ts'
import { type Got, NONE, type Reached, type Reaching } from './reached.ts'

/** What comes later than this after a message is not its doing. */
const COUNTS_FOR = 7 * 86_400_000
/** Then all are halved, so that what was long ago weighs less. */
const MOST_COUNTED = 40
const MOST_CHANNELS = 8

const AT_THE_SHOP: ReadonlySet<EventKind> = new Set(['viewed', 'cart_changed', 'item_saved', 'signed_in'])

const halved = (counts: Reached): Reached => ({
  sent: counts.sent >> 1,
  answered: counts.answered >> 1,
  back: counts.back >> 1,
  ordered: counts.ordered >> 1,
  won: counts.won >> 1,
})

const gotBy = ({ kind }: Event): Got | null =>
  kind === 'said'
    ? 'answered'
    : kind === 'order_completed'
      ? 'ordered'
      : AT_THE_SHOP.has(kind)
        ? 'back'
        : null

/** Something that the shopper did is put to what was written last. Each kind counts once for a message. */
export const noteGot = (draft: Draft): void => {
  const { shopper, event } = draft
  const { last, by } = shopper.reaching ?? { by: {} }
  const got = gotBy(event)
  if (!last || !got || last.got.includes(got) || event.at < last.at || event.at > last.at + COUNTS_FOR) return
  // A line in the chat of the shop's own page is seen by whoever is there already.
  if (got === 'back' && last.channel === 'web') return
  const counts = by[last.channel] ?? NONE
  const won = counts.won + (last.got.length === 0 ? 1 : 0)
  change(draft, {
    reaching: {
      by: { ...by, [last.channel]: { ...counts, [got]: counts[got] + 1, won } },
      last: { ...last, got: [...last.got, got] },
    },
  })
}

/** Counts what this decision writes on our initiative: several at once by one channel are one. */
export const noteSent = (draft: Draft): void => {
  if (!draft.effects.some((one) => one.kind === 'say' && !one.answer)) return
  const channels = new Set<string>()
  for (const one of draft.effects) if (one.kind === 'say' && !one.answer) channels.add(one.to.channel)
  const latest = [...channels].at(-1)
  if (latest === undefined) return
  const by = { ...draft.shopper.reaching?.by }
  for (const channel of channels) {
    const counts = by[channel] ?? NONE
    const now = { ...counts, sent: counts.sent + 1 }
    if (by[channel] || Object.keys(by).length < MOST_CHANNELS)
      by[channel] = now.sent > MOST_COUNTED ? halved(now) : now
  }
  change(draft, { reaching: { by, last: { channel: latest, at: draft.at, got: [] } } })
}

/** Of two that are one. */
export const joinReaching = (a: Reaching | undefined, b: Reaching | undefined): Reaching | undefined => {
  if (!a || !b) return a ?? b
  const by: Record<string, Reached> = { ...a.by }
  for (const [channel, counts] of Object.entries(b.by)) {
    const mine = by[channel] ?? NONE
    by[channel] = {
      sent: mine.sent + counts.sent,
      answered: mine.answered + counts.answered,
      back: mine.back + counts.back,
      ordered: mine.ordered + counts.ordered,
      won: mine.won + counts.won,
    }
  }
  const last = (b.last?.at ?? 0) > (a.last?.at ?? 0) ? b.last : a.last
  return { by, ...(last && { last }) }
}
