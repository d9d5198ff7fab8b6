// Sums as people and programs write them: "1 490,00 грн", "UAH 1,490.00", "1490.00 UAH". What could be two different
// sums is neither. Knows no formatting for output.
import { digitsOf } from './money.ts'

export type SumRead =
  | { readonly kind: 'sum'; readonly minor: number; readonly currency: string | null }
  | { readonly kind: 'wrong'; readonly why: string }

/** The most that one sum may be, in minor units. */
const MOST = 100_000_000_000

const SIGNS: Readonly<Record<string, string>> = {
  '₴': 'UAH',
  грн: 'UAH',
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  руб: 'RUB',
  '₸': 'KZT',
  zł: 'PLN',
}

/** A dollar is not said to be whose; the Russian rouble has an old code that feeds still use. */
const currencyOf = (word: string): string | null => {
  const bare = word.replace(/\.$/, '').toLowerCase()
  if (bare === '' || bare === '$') return null
  const code = SIGNS[bare] ?? bare.toUpperCase()
  return code === 'RUR' ? 'RUB' : code
}

const wrong = (why: string): SumRead => ({ kind: 'wrong', why })

/** The digits with one point: "1.490,00" is 1490.00; null where a lone separator may be either. */
const decimalOf = (digits: string): string | null => {
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')]
  if (comma >= 0 && point >= 0) {
    const [thousands, decimal] = comma > point ? ['.', ','] : [',', '.']
    const [whole = '', fraction = '', ...more] = digits.replaceAll(thousands, '').split(decimal)
    return more.length > 0 ? null : `${whole}.${fraction}`
  }
  const separator = comma >= 0 ? ',' : '.'
  const parts = digits.split(separator)
  if (parts.length === 1) return digits
  if (parts.length > 2) return parts.slice(1).every((part) => part.length === 3) ? parts.join('') : null
  const [whole = '', fraction = ''] = parts
  return fraction.length === 3 && whole.length <= 3 && whole !== '0' ? null : `${whole || '0'}.${fraction}`
}

/** Rounded to a minor unit where there are more decimals than the currency has. */
const minorOf = (decimal: string, digits: number): number => {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const kept = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return kept + (Number(fraction[digits] ?? 0) >= 5 ? 1 : 0)
}

/** `currency`: what the sum is in where it does not say. Not negative, in minor units of its currency. */
export const readSum = (text: string, currency: string): SumRead => {
  const bare = text.replace(/[\s\u00a0\u202f'’_]/g, '')
  const match = /^([^\d.,+-]*)([+-]?)([\d.,]*\d[\d.,]*)([^\d]*)$/.exec(bare)
  if (!match) return wrong(`"${text.slice(0, 40)}" is no sum`)
  const [, before = '', sign = '', rawDigits = '', after = ''] = match
  if (sign === '-') return wrong(`${text.slice(0, 40)} is negative`)
  const word = before || after
  if ((before && after) || (word !== '' && !/^([A-Za-z]{3}|[^\w\d]{1,4}\.?|zł)$/.test(word)))
    return wrong(`"${text.slice(0, 40)}" is no sum`)
  const said = currencyOf(word)
  const decimal = decimalOf(rawDigits.replace(/[.,]+$/, ''))
  if (decimal === null)
    return wrong(`"${text.slice(0, 40)}" may be two different sums: write it like 1490.00`)
  const minor = minorOf(decimal, digitsOf(said ?? currency))
  if (!Number.isSafeInteger(minor) || minor > MOST) return wrong(`${text.slice(0, 40)} is too large a sum`)
  return { kind: 'sum', minor, currency: said }
}
