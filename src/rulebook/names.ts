// Reading names, choices of a few words, whole numbers and yes or no. Knows nothing of what they are for.

import { nearest } from './nearest.ts'
import { type Node, openScalar, type Scalar } from './node.ts'
import type { Report } from './problem.ts'

export const NAME = /^[a-z][a-z0-9_]{0,47}$/
const HOW = 'a name of small Latin letters, digits and _, such as free_shipping'

/** Names that conditions or steps could not tell from their own words. */
const TAKEN = new Set(
  'as break const continue else end for function if import in let loop package namespace return var void while true false null none shop segment prototype'.split(
    ' ',
  ),
)

export const toName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')

/** A name that the author invents; null once its fault is reported. */
export const checkName = (text: string, at: Scalar['at'], what: string, report: Report): string | null => {
  if (NAME.test(text) && !TAKEN.has(text)) return text
  const better = toName(text)
  report.problem(at, `${what} cannot be called "${text}"`, {
    expected: HOW,
    hint: NAME.test(better) && !TAKEN.has(better) ? better : undefined,
  })
  return null
}

export const readName = (node: Node, what: string, report: Report): string | null => {
  const scalar = openScalar(node, what, report, HOW)
  return scalar && checkName(scalar.text, scalar.at, what, report)
}

/** One of a few words. */
export const readWord = <T extends string>(
  node: Node,
  what: string,
  words: readonly T[],
  report: Report,
): T | null => {
  const scalar = openScalar(node, what, report, words.join(', '))
  if (!scalar) return null
  const word = words.find((each) => each === scalar.text)
  if (word !== undefined) return word
  report.problem(scalar.at, `${what} cannot be "${scalar.text}"`, {
    expected: words.join(', '),
    hint: nearest(scalar.text, words),
  })
  return null
}

export const readFlag = (node: Node, what: string, report: Report): boolean | null => {
  const word = readWord(node, what, ['true', 'false', 'yes', 'no'], report)
  return word === null ? null : word === 'true' || word === 'yes'
}

export const readWhole = (
  node: Node,
  what: string,
  least: number,
  most: number,
  report: Report,
): number | null => {
  const expected = `a whole number from ${least} to ${most}`
  const scalar = openScalar(node, what, report, expected)
  if (!scalar) return null
  const value = /^-?\d{1,12}$/.test(scalar.text) ? Number(scalar.text) : Number.NaN
  if (value >= least && value <= most) return value
  report.problem(scalar.at, `${what} cannot be "${scalar.text}"`, { expected })
  return null
}

/** A share in percent with at most two decimals, as 12.5 or 12.5%: answers the number before the sign. */
export const readPercent = (
  node: Node,
  what: string,
  fits: (percent: number) => boolean,
  expected: string,
  report: Report,
): number | null => {
  const scalar = openScalar(node, what, report, expected)
  if (!scalar) return null
  const match = /^(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(scalar.text.trim())
  const percent = match ? Number(match[1]) : Number.NaN
  if (fits(percent)) return percent
  report.problem(scalar.at, `${what} cannot be "${scalar.text}"`, { expected })
  return null
}

export const isNone = (node: Node): boolean => node.kind === 'scalar' && !node.quoted && node.text === 'none'
