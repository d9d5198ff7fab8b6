// The shop's own facts, such as free_delivery_from: 1500 UAH: their types, and how they are kept as plain values.
import type { FactType } from '../core/facts/fact-schema.ts'
import { digitsOf, toMajor, toMinor } from '../core/money.ts'
import type { Scalar } from './node.ts'

/** `value`: minor units for money; undefined: none on purpose. `kept`: what stands in Shop.facts; a sum is kept as "1500 UAH". */
export type ShopFact = {
  readonly type: FactType
  readonly value: string | number | boolean | undefined
  readonly kept: string | number | boolean
}

/** "1500" or "99.90": a sum in major units, without decimals that say nothing. */
const plainMajor = (minor: number, digits: number): string => toMajor(minor, digits).replace(/\.0+$/, '')

export const moneyFact = (minor: number, currency: string): ShopFact => ({
  type: 'money',
  value: minor,
  kept: `${plainMajor(minor, digitsOf(currency))} ${currency}`,
})

/** The sum that is kept as "1500 UAH", in minor units; null where the text is none of this currency. */
export const sumOfFact = (kept: string, currency: string): number | null => {
  if (!kept.endsWith(` ${currency}`)) return null
  return toMinor(kept.slice(0, -currency.length - 1), digitsOf(currency))
}

/** A fact that is no sum: yes or no, a number, or words. */
export const plainFact = ({ text, quoted }: Scalar): ShopFact => {
  const as = (type: FactType, value: string | number | boolean): ShopFact => ({ type, value, kept: value })
  if (!quoted && (text === 'true' || text === 'false')) return as('bool', text === 'true')
  if (!quoted && /^-?\d{1,15}$/.test(text)) return as('int', Number(text))
  if (!quoted && /^-?\d{1,12}\.\d{1,6}$/.test(text)) return as('number', Number(text))
  return as('string', text)
}
