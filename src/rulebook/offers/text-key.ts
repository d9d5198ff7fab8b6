// A text that an offer names: a whole key, without variables, filled with nothing.

import { type Node, openScalar } from '../node.ts'
import type { Report } from '../problem.ts'
import type { TextUse } from '../text-uses.ts'

const KEY = /^[A-Za-z0-9_.-]{1,120}$/

export const createUseText =
  (uses: TextUse[], report: Report) =>
  (node: Node): string | null => {
    const expected = 'the key of a text in locales/, such as gifts.sweets'
    const scalar = openScalar(node, 'a text', report, expected)
    if (!scalar) return null
    if (!KEY.test(scalar.text)) {
      report.problem(scalar.at, 'here stands the key of a text, and the words stand in locales/', {
        expected,
      })
      return null
    }
    uses.push({ key: scalar.text, at: scalar.at, valuesOf: () => null, args: new Set() })
    return scalar.text
  }
