// Sums and durations of a transcript's lines, in the units of core.
import { digitsOf, toMinor } from '../../core/money.ts'
import { toDuration } from '../../rulebook/durations.ts'
import type { Stage } from './stage.ts'
import { LineError } from './wrong.ts'

/** A sum in the shop's currency, in minor units. */
export const minor = (stage: Stage, sum: number | string): number => {
  const { currency } = stage.rulebook.shop
  const amount = toMinor(String(sum), digitsOf(currency))
  if (amount === null)
    throw new LineError({ message: `"${sum}" is no sum`, expected: `a sum in ${currency}` })
  return amount
}

/** Milliseconds. */
export const duration = (text: string): number => {
  const milliseconds = toDuration(text)
  if (milliseconds !== null) return milliseconds
  throw new LineError({ message: `"${text}" is no duration`, expected: 'one such as 45m, 12h or 7d' })
}
