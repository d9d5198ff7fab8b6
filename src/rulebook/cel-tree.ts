// Walking the tree of a CEL expression: names, literals, calls. Knows no facts and judges nothing.
import type { ASTNode } from '@marcbachmann/cel-js'

/** The parser expands macros into operators of its own; whatever has this shape is walked. */
export type Tree = {
  readonly op: string
  readonly args: unknown
  readonly start: number
  readonly end: number
}

export const treeOf = (node: ASTNode): Tree => node

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && 'op' in value && 'start' in value

/** The parts of a node, whatever its operator. */
export const partsOf = (tree: Tree): readonly Tree[] => {
  if (isTree(tree.args)) return [tree.args]
  return Array.isArray(tree.args) ? tree.args.flat(2).filter(isTree) : []
}

/** The two sides of a binary operator. */
export const sidesOf = (tree: Tree): readonly [Tree, Tree] => tree.args as [Tree, Tree]

/** `cart.total` as its two names, `reason` as one; null for everything else. */
export const pathOf = (tree: Tree): { readonly root: string; readonly field: string | null } | null => {
  if (tree.op === 'id') return { root: String(tree.args), field: null }
  if (tree.op !== '.') return null
  const [left, field] = tree.args as [Tree, string]
  return left.op === 'id' ? { root: String(left.args), field } : null
}

export const stringOf = (tree: Tree): string | null =>
  tree.op === 'value' && typeof tree.args === 'string' ? tree.args : null

/** Is this a number that is written out, perhaps with a minus? */
export const isNumber = (tree: Tree): boolean => {
  if (tree.op === '-_') return isTree(tree.args) && isNumber(tree.args)
  return tree.op === 'value' && (typeof tree.args === 'bigint' || typeof tree.args === 'number')
}
