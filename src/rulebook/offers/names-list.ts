// One name or a list of names, such as items: [tea, coffee]. Knows nothing of what they name.
import { type Node, openScalar } from '../node.ts'
import type { Report } from '../problem.ts'

const LONGEST = 200
const MOST = 50

/** Each once, in their order; null once nothing is left of them. */
export const readNames = (
  node: Node,
  what: string,
  expected: string,
  report: Report,
): readonly string[] | null => {
  const items = node.kind === 'list' ? node.items : [node]
  if (node.kind === 'list' && items.length === 0) report.problem(node.at, `${what} is empty`, { expected })
  if (items.length > MOST) report.problem(node.at, `${what} names too many`, { expected: `at most ${MOST}` })
  const names = items.flatMap((item) => {
    const scalar = openScalar(item, what, report, expected)
    if (scalar && scalar.text.length > LONGEST)
      report.problem(scalar.at, `${what} names something too long`, {
        expected: `at most ${LONGEST} characters`,
      })
    return scalar ? [scalar.text] : []
  })
  return names.length > 0 ? [...new Set(names)] : null
}
