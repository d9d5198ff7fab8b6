// Values in a condition that can never be met: a reason that does not exist, a sum that is not exact.
// Knows the vocabulary; the types themselves are CEL's to check.
import { digitsOf, toMinor } from '../core/money.ts'
import { isNumber, partsOf, pathOf, sidesOf, stringOf, type Tree } from './cel-tree.ts'
import { nearest } from './nearest.ts'
import type { Scalar } from './node.ts'
import type { Report } from './problem.ts'
import type { Vocabulary } from './vocabulary.ts'

const EQUALS = ['==', '!=']
const WITH_SUMS = ['==', '!=', '<', '<=', '>', '>=', '+', '-']

const isSum = (tree: Tree, vocabulary: Vocabulary): boolean => {
  const path = pathOf(tree)
  if (path) return path.field !== null && vocabulary.roots.get(path.root)?.get(path.field) === 'money'
  if (!['+', '-', '*', '/', '?:'].includes(tree.op)) return false
  const sums = partsOf(tree).filter((part) => isSum(part, vocabulary))
  return tree.op === '/' ? sums.length === 1 && sums[0] === partsOf(tree)[0] : sums.length > 0
}

/** The name, as `values` knows it: reason, shopper.language. */
const nameOf = (tree: Tree): string | null => {
  const path = pathOf(tree)
  return path && (path.field === null ? path.root : `${path.root}.${path.field}`)
}

export const checkValues = (
  tree: Tree,
  scalar: Scalar,
  vocabulary: Vocabulary,
  currency: string,
  report: Report,
): void => {
  const checkWord = (name: string | null, literal: Tree): void => {
    const word = stringOf(literal)
    const values = name === null ? undefined : vocabulary.values.get(name)
    if (word === null || !values || values.includes(word)) return
    report.problem(scalar.inside(literal.start), `${name} is never "${word}"`, {
      expected: values.length <= 12 ? values.join(', ') : undefined,
      hint: nearest(word, values),
    })
  }

  const checkSum = (literal: Tree): void => {
    if (!isNumber(literal)) return
    const text = scalar.text.slice(literal.start, literal.end)
    if (toMinor(text, digitsOf(currency)) !== null) return
    report.problem(scalar.inside(literal.start), `the sum ${text} is not exact in ${currency}`, {
      expected: `a plain number with at most ${digitsOf(currency)} digits after the point`,
    })
  }

  const walk = (node: Tree): void => {
    if (EQUALS.includes(node.op)) {
      const [left, right] = sidesOf(node)
      checkWord(nameOf(left), right)
      checkWord(nameOf(right), left)
    }
    if (node.op === 'in') {
      const [left, right] = sidesOf(node)
      if (right.op === 'list') for (const item of partsOf(right)) checkWord(nameOf(left), item)
    }
    if (WITH_SUMS.includes(node.op)) {
      const [left, right] = sidesOf(node)
      if (isSum(left, vocabulary)) checkSum(right)
      if (isSum(right, vocabulary)) checkSum(left)
    }
    for (const part of partsOf(node)) walk(part)
  }
  walk(tree)
}
