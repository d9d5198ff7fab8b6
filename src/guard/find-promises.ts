// Everything in a text that promises something, in the text's order. Knows nobody's ledger.
import { type CodeSigns, findCodes } from './find-codes.ts'
import { findDates } from './find-dates.ts'
import { findFigures } from './find-figures.ts'
import { findFree } from './find-free.ts'
import { findHidden } from './find-hidden.ts'
import { findSpelledCodes } from './find-spelled-codes.ts'
import { withoutMarkup } from './markup.ts'
import { withDigits } from './number-words.ts'
import { withDays } from './ordinals.ts'
import type { Promised, Writer } from './promise.ts'
import { viewOf } from './view.ts'

/** `digits`: decimals of the shop's currency. */
export type Signs = CodeSigns & { readonly digits: number }

/** More than a message may hold is not read at all: whoever asks cuts it, or refuses it. */
export const LONGEST = 50_000

export const findPromises = (given: string, writer: Writer, signs: Signs): readonly Promised[] => {
  const text = given.slice(0, LONGEST)
  const view = viewOf(text)
  const figures = withDigits(withoutMarkup(view))
  const found = [
    ...findCodes(text, view, signs),
    ...findFigures(figures, writer, signs.digits),
    ...findFree(figures, writer, signs.digits),
    ...findDates(withDays(figures), writer),
    ...findSpelledCodes(figures, signs.prefix),
    ...findHidden(text, view, signs),
  ]
  return found.toSorted((a, b) => a.from - b.from || a.to - b.to)
}
