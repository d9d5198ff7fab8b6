// What a condition says of a variable's value where it holds: reason in ["fit", "trust"]. Knows CEL's tree only.
import { partsOf, pathOf, sidesOf, stringOf, type Tree } from './cel-tree.ts'

/** variable -> the values that it can have. */
export type Guards = ReadonlyMap<string, readonly string[]>

export const NO_GUARDS: Guards = new Map()

const guardOf = (tree: Tree): readonly [string, readonly string[]] | null => {
  if (tree.op !== '==' && tree.op !== 'in') return null
  const [left, right] = sidesOf(tree)
  const path = pathOf(left)
  if (!path || path.field !== null) return null
  const literals = tree.op === '==' ? [right] : right.op === 'list' ? partsOf(right) : []
  const values = literals.map(stringOf)
  return values.length > 0 && values.every((value) => value !== null) ? [path.root, values] : null
}

/** Only what && joins at the top holds for certain. */
const conjuncts = (tree: Tree): readonly Tree[] =>
  tree.op === '&&' ? sidesOf(tree).flatMap(conjuncts) : [tree]

export const guardsOf = (tree: Tree | null): Guards => {
  const guards = new Map<string, readonly string[]>()
  for (const part of tree ? conjuncts(tree) : []) {
    const guard = guardOf(part)
    if (guard) guards.set(guard[0], guard[1])
  }
  return guards
}

export const bothGuards = (outer: Guards, inner: Guards): Guards => new Map([...outer, ...inner])
