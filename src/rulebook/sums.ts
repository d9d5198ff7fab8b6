// Reading sums such as "600 UAH": in the shop's currency, exact in its minor units. Never a float.
import { digitsOf, toMinor } from '../core/money.ts'
import { nearest } from './nearest.ts'
import { type Node, openScalar } from './node.ts'
import type { Report } from './problem.ts'

export const SUM = /^(-?\d[\d.,_' \u00a0]*?)\s*([A-Za-z]{3})?$/

/** Minor units; null once its fault is reported. `currency` is null while the shop's own is not known. */
export const readSum = (node: Node, what: string, currency: string | null, report: Report): number | null => {
  const unit = currency ?? 'UAH'
  const expected = `a sum such as 600 ${unit}`
  const scalar = openScalar(node, what, report, expected)
  if (!scalar) return null
  const wrong = (message: string, hint?: string, should: string | undefined = expected): null => {
    report.problem(scalar.at, message, { expected: should, hint })
    return null
  }
  const match = SUM.exec(scalar.text.trim())
  if (!match) return wrong(`${what} cannot be "${scalar.text}"`)
  const plain = match[1]!.replace(/[_' \u00a0]/g, '').replace(/,(?=\d{3}(?:\D|$))/g, '')
  if (match[2] === undefined) return wrong(`${what} has no currency`, `${plain} ${unit}`)
  if (match[2] !== unit && currency !== null) {
    const slip = nearest(match[2], [unit]) === undefined ? undefined : `${plain} ${unit}`
    return wrong(`${what} is in ${match[2]}, but the shop's currency is ${unit}`, slip)
  }
  const digits = digitsOf(currency ?? match[2])
  const minor = toMinor(match[1]!, digits)
  if (minor !== null && minor >= 0) return minor
  if (plain !== match[1] && toMinor(plain, digits) !== null) {
    return wrong(`${what} cannot be "${scalar.text}"`, `${plain} ${unit}`)
  }
  if (minor !== null) return wrong(`${what} cannot be less than nothing`)
  return wrong(`${what} is not exact in ${unit}`, undefined, `at most ${digits} digits after the point`)
}

/** The same, but at least one minor unit. */
export const readPositiveSum = (
  node: Node,
  what: string,
  currency: string | null,
  report: Report,
): number | null => {
  const sum = readSum(node, what, currency, report)
  if (sum !== 0) return sum
  report.problem(node.at, `${what} cannot be nothing`, { expected: `a sum such as 600 ${currency ?? 'UAH'}` })
  return null
}
