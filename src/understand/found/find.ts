// Everything that one text brings along. Pure: no catalogue, no clock; the goods that it names are handed in.
import type { Found } from '../../core/found.ts'
import type { Setting } from '../../ports/finder.ts'
import { canonical } from './canonical.ts'
import { findDay } from './days.ts'
import { withoutNoise, withoutPhones } from './noise.ts'
import { findPercent } from './percents.ts'
import { findQuantity } from './quantities.ts'
import { findSum } from './sums.ts'

type Plain = Pick<Setting, 'at' | 'zone' | 'currency'>

type Brought = Omit<Found, 'items'>

/**
 * `text` is plain and as it was meant (see reading.ts). `isItem`: is this a word of the goods that were found? What no
 * line says by itself may stand across its breaks: "i need / 20 mugs / by friday".
 */
export const findIn = (
  text: string,
  setting: Plain,
  isItem: (word: string) => boolean = () => false,
): Brought => {
  const found = findInLines(text, setting, isItem)
  if (!text.includes('\n')) return found
  const line = text
    .split('\n')
    .map((part) => part.trim())
    .join(' ')
  return { ...findInLines(line, setting, isItem), ...found }
}

const findInLines = (
  text: string,
  { at, zone, currency }: Plain,
  isItem: (word: string) => boolean,
): Brought => {
  const whole = canonical(withoutPhones(text))
  const [by, dated] = findDay(whole, at, zone)
  const [percent, counted] = findPercent(dated)
  const [sum, paid] = findSum(counted, currency)
  const quantity = findQuantity(withoutNoise(paid), isItem)
  return {
    ...(quantity !== undefined && { quantity }),
    ...(sum && { sum }),
    ...(percent !== undefined && { percent }),
    ...(by !== undefined && { by }),
  }
}
