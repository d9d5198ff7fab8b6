// A message in pieces: put together by the time of each, within bounds, until none has come for a while.
import type { EventOf } from './event.ts'
import type { Shopper } from './shopper.ts'

type Heard = NonNullable<Shopper['heard']>

/** So many characters of joined pieces are read; the rest stays in the talk's lines. */
const LONGEST = 4_000
/** Somebody who goes on writing is answered after so many pauses between pieces at the latest. */
const PAUSES = 10

/** Where a piece written at `at` belongs: behind those that were written before it, or in the same moment. */
const placeOf = (times: readonly number[], at: number): number => {
  const later = times.findIndex((time) => time > at)
  return later < 0 ? times.length : later
}

/**
 * With one more piece; one without anything to be seen changes nothing. `at`: now, ms since 1970; `within`: how long
 * to wait for the next, ms.
 */
export const withPiece = (
  heard: Shopper['heard'],
  { text, at: written, address, lang }: EventOf<'said'>,
  at: number,
  within: number,
): Shopper['heard'] => {
  if (text.trim() === '') return heard
  const before = heard?.pieces ?? []
  const since = (heard?.aside ? undefined : heard?.since) ?? at
  const due = Math.max(at, Math.min(at + within, since + PAUSES * within))
  const common = { address, since, last: at, due, ...(lang && { lang }) }
  const times = heard?.times ?? before.map(() => since)
  // Of a very long one the rest is in the talk's lines.
  if (before.join('\n').length > LONGEST) return { ...heard, ...common, pieces: before, times }
  const place = placeOf(times, written)
  return {
    ...common,
    pieces: before.toSpliced(place, 0, text.slice(0, LONGEST)),
    times: times.toSpliced(place, 0, written),
  }
}

/** A button was the answer; what was written before it is read for what it says beside that. */
export const aside = (heard: Shopper['heard']): Shopper['heard'] =>
  heard && ({ ...heard, aside: true } satisfies Heard)
