// Every name in a condition that is not known, with the nearest that is. Knows the vocabulary, not the types.

import { isTree, partsOf, pathOf, type Tree } from './cel-tree.ts'
import { nearest } from './nearest.ts'
import type { Scalar } from './node.ts'
import type { Report } from './problem.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a condition may call. Patterns are left out: one that is badly written can take for ever on a long text. */
const FUNCTIONS = ['has', 'size', 'int', 'double', 'string']
const METHODS = ['contains', 'startsWith', 'endsWith', 'size']
const MACROS = ['exists', 'all', 'exists_one', 'filter', 'map']

/** Where has(cart.total) stands, and for what. */
export type HasSite = {
  readonly from: number
  readonly to: number
  readonly root: string
  readonly field: string
}

/** A fact that is asked for, and where in the text: `orders.count`, `reason`, `segment.inactive`. */
export type AskSite = { readonly at: number; readonly path: string }

export type Names = {
  readonly known: boolean
  readonly has: readonly HasSite[]
  /** The segments that are asked for, has() left out. */
  readonly segments: readonly string[]
  readonly asks: readonly AskSite[]
}

export const checkNames = (tree: Tree, scalar: Scalar, vocabulary: Vocabulary, report: Report): Names => {
  const has: HasSite[] = []
  const segments: string[] = []
  const asks: AskSite[] = []
  let known = true
  const wrong = (offset: number, message: string, expected?: string, hint?: string): void => {
    known = false
    report.problem(scalar.inside(offset), message, { expected, hint })
  }
  const everywhere = (): string[] => [...vocabulary.roots.keys(), ...vocabulary.plain.keys()]

  const field = (node: Tree, root: string, name: string): void => {
    const fields = vocabulary.roots.get(root)!
    if (fields.has(name)) {
      if (root === 'segment') segments.push(name)
      asks.push({ at: node.start, path: `${root}.${name}` })
      return
    }
    if (vocabulary.open.has(root)) {
      known = false
      return
    }
    const what = root === 'segment' ? `there is no segment "${name}"` : `${root} has no "${name}"`
    const few = fields.size > 0 && fields.size <= 8 ? [...fields.keys()].join(', ') : undefined
    const hint = nearest(name, fields.keys())
    wrong(node.end - name.length, what, few, hint === undefined ? undefined : `${root}.${hint}`)
  }

  const name = (node: Tree, text: string): void => {
    if (vocabulary.plain.has(text)) return void asks.push({ at: node.start, path: text })
    const fields = vocabulary.roots.get(text)
    if (fields) {
      const some = [...fields.keys()].slice(0, 3).map((each) => `${text}.${each}`)
      return wrong(node.start, `${text} is a group of facts`, `one of them, such as ${some.join(', ')}`)
    }
    const word = [...vocabulary.values.values()].some((values) => values.includes(text))
    const hint = word ? `"${text}" in quotes` : nearest(text, everywhere())
    wrong(node.start, `"${text}" is not known here`, undefined, hint)
  }

  const call = (node: Tree, scope: ReadonlySet<string>): void => {
    const [called, parts] = node.args as [string, readonly Tree[]]
    const path = parts[0] && pathOf(parts[0])
    if (called === 'has') {
      if (path && path.field !== null && vocabulary.roots.get(path.root)?.has(path.field)) {
        has.push({ from: node.start, to: node.end, root: path.root, field: path.field })
        asks.push({ at: node.start, path: `${path.root}.${path.field}` })
      } else if (path?.field == null) {
        wrong(node.start, 'has() asks for a fact of a group', 'a fact such as has(orders.last)')
      } else walk(parts[0]!, scope)
      return
    }
    if (!FUNCTIONS.includes(called)) {
      wrong(node.start, `${called}() is not known`, undefined, nearest(called, FUNCTIONS))
    }
    for (const part of parts) walk(part, scope)
  }

  const method = (node: Tree, scope: ReadonlySet<string>): void => {
    const [called, receiver, parts] = node.args as [string, Tree, readonly Tree[]]
    walk(receiver, scope)
    const variable = parts[0]
    if (MACROS.includes(called) && variable?.op === 'id') {
      const inner = new Set([...scope, String(variable.args)])
      for (const part of parts.slice(1)) walk(part, inner)
      return
    }
    if (!METHODS.includes(called) && !MACROS.includes(called)) {
      const all = [...METHODS, ...MACROS]
      wrong(receiver.end, `.${called}() is not known`, all.slice(0, 5).join(', '), nearest(called, all))
    }
    for (const part of parts) walk(part, scope)
  }

  const walk = (node: Tree, scope: ReadonlySet<string>): void => {
    const path = pathOf(node)
    if (path && scope.has(path.root)) return
    if (path && path.field === null) return name(node, path.root)
    if (path && path.field !== null && vocabulary.roots.has(path.root))
      return field(node, path.root, path.field)
    if (node.op === 'call') return call(node, scope)
    if (node.op === 'rcall') return method(node, scope)
    for (const part of partsOf(node)) walk(part, scope)
  }
  if (isTree(tree)) walk(tree, new Set())
  return { known, has, segments, asks }
}
