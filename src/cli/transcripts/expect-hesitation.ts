// What is expected of a shopper's hesitation, held against how it stands. Makes nothing happen.
import { hesitationNow } from '../../core/hesitation/hesitation-now.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Lines } from './transcript.ts'
import type { Wrong } from './wrong.ts'

/** `now`: ms since 1970. Words are those that the desk and `winback explain` say, in any language. */
export const expectHesitation = (
  shopper: Shopper | null,
  now: number,
  { at_least, below, reason, says }: Lines['hesitation'],
): Wrong | null => {
  if (!shopper) return { message: 'there is no shopper yet', expected: 'a cart, a word or a sign before' }
  const is = hesitationNow(shopper, now, null)
  if (at_least !== undefined && is.level < at_least)
    return { message: `the level of hesitation is ${is.level}`, expected: `${at_least} at least` }
  if (below !== undefined && is.level >= below)
    return { message: `the level of hesitation is ${is.level}`, expected: `below ${below}` }
  if (reason !== undefined && reason !== (is.reason ?? 'none'))
    return { message: `the barrier seen is ${is.reason ?? 'none'}`, expected: reason }
  const all = is.said.flatMap((one) => Object.values(one))
  if (says !== undefined && !all.some((sentence) => sentence.includes(says)))
    return {
      message: `what is said of it: ${is.said.map(({ en }) => en).join('; ') || 'nothing'}`,
      expected: says,
    }
  return null
}
