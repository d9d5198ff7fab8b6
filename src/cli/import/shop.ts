// What reading a row needs of the shop, and how a value that can't be read is said. Knows no columns.
import { readSum } from '../../core/sum-text.ts'
import { textOf } from './row.ts'
import type { DateOrder } from './times.ts'

export type Shop = {
  readonly currency: string
  /** An IANA name. */
  readonly zone: string
  readonly dates: DateOrder | null
  /** The country's telephone code for numbers written without one, "380"; null: unknown. */
  readonly phoneCode: string | null
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A row that can't be taken, and why: a sentence without its full stop. */
export class RowFault extends Error {}

/** The sum in minor units of the shop's currency; undefined: no such field; null: it is empty. */
export const sumOf = (value: unknown, what: string, shop: Shop): number | null | undefined => {
  if (value === undefined) return undefined
  const tagged =
    typeof value === 'object' && value !== null ? (value as { amount?: unknown; currency?: unknown }) : null
  const text = tagged ? `${textOf(tagged.amount)} ${textOf(tagged.currency)}`.trim() : textOf(value)
  if (text === '') return null
  const read = readSum(text, shop.currency)
  if (read.kind === 'wrong') throw new RowFault(`${what}: ${read.why}`)
  if (read.currency !== null) needCurrency(read.currency, shop)
  return read.minor
}

export const needCurrency = (code: string, shop: Shop): void => {
  const plain = code.trim().toUpperCase().replace(/^RUR$/, 'RUB')
  if (plain !== '' && plain !== shop.currency)
    throw new RowFault(`it is in ${plain.slice(0, 10)}, and the shop sells in ${shop.currency}`)
}

/** A text within bounds; undefined: no such field; null: it is empty. */
export const wordsOf = (value: unknown, most: number): string | null | undefined => {
  if (value === undefined) return undefined
  const text = textOf(value).replace(/\s+/g, ' ')
  return text === '' ? null : text.slice(0, most)
}

export const idOf = (value: unknown, what: string, most: number): string => {
  const text = textOf(value)
  if (text === '') throw new RowFault(`${what} is missing`)
  if (text.length > most) throw new RowFault(`${what} is longer than ${most} characters`)
  return text
}
