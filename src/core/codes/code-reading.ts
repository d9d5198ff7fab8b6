// Reading the codes that a shopper typed, and taking them out of a text before it is kept.
// Knows nothing of which codes exist: the caller compares with the shopper's own.

import { type CodePlace, codePlaces } from './code-places.ts'

/** The most codes that one text is read as: a long list of guesses is still one guess, and a poor one. */
export const MOST_CODES = 8

/**
 * The canonical codes that a text may hold, best first and without repeats, MOST_CODES at most. All of them
 * together are one guess. Each is read in one way throughout: as typed, by look-alikes, or by the keys of the
 * wrong layout (either way round); the check symbol has already chosen among these. Empty if there is none.
 */
export function readCode(text: string, prefix: string): readonly string[] {
  return codesOf(codePlaces(text, prefix)).slice(0, MOST_CODES)
}

/**
 * The text with every place that reads as a code replaced by what `replace` says for the codes it may be, best
 * first; and with every place that has the shop's prefix but not quite a code behind it (a wrong check symbol, up
 * to two symbols missing or wrong) replaced likewise, for no codes. All else stays byte for byte.
 */
export function redactCodes(
  text: string,
  prefix: string,
  replace: (codes: readonly string[]) => string,
): string {
  let kept = ''
  let done = 0
  for (const { from, to, codes } of spots(codePlaces(text, prefix))) {
    kept += text.slice(done, from) + replace(codes)
    done = to
  }
  return kept + text.slice(done)
}

interface Spot {
  readonly from: number
  readonly to: number
  readonly codes: readonly string[]
}

/** In the text's order, none overlapping. A place that only resembles a code gives way to one that reads. */
function spots(places: readonly CodePlace[]): Spot[] {
  const found = joined(places.filter((place) => place.code !== undefined))
  const taken = new Set(found.flatMap(offsets))
  for (const place of places.filter((place) => place.code === undefined).toSorted(byRank)) {
    if (offsets(place).some((offset) => taken.has(offset))) continue
    for (const offset of offsets(place)) taken.add(offset)
    found.push({ from: place.from, to: place.to, codes: [] })
  }
  return found.toSorted((a, b) => a.from - b.from)
}

/** Places that overlap become one spot that covers them all, so that nothing of any reading is left. */
function joined(places: readonly CodePlace[]): Spot[] {
  const groups: { from: number; to: number; places: CodePlace[] }[] = []
  for (const place of places.toSorted((a, b) => a.from - b.from)) {
    const last = groups.at(-1)
    if (last === undefined || place.from >= last.to) {
      groups.push({ from: place.from, to: place.to, places: [place] })
    } else {
      last.to = Math.max(last.to, place.to)
      last.places.push(place)
    }
  }
  return groups.map(({ from, to, places }) => ({ from, to, codes: codesOf(places) }))
}

const byRank = (a: CodePlace, b: CodePlace): number => a.rank - b.rank || a.from - b.from

const codesOf = (places: readonly CodePlace[]): string[] => [
  ...new Set(places.toSorted(byRank).flatMap((place) => place.code ?? [])),
]

const offsets = ({ from, to }: { from: number; to: number }): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i)
