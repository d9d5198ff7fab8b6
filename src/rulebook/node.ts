// A source as a tree of texts with places. Knows nothing of YAML's syntax (parse-yaml.ts) and of what is meant.
import { nearest } from './nearest.ts'
import type { Place, Report } from './problem.ts'

/** Every value is a text until somebody reads it as a sum, a duration, a condition. */
export type Scalar = {
  readonly kind: 'scalar'
  readonly at: Place
  readonly text: string
  readonly quoted: boolean
  /** The place of a character of the text, as near as the way of writing allows. */
  readonly inside: (offset: number) => Place
}
export type List = { readonly kind: 'list'; readonly at: Place; readonly items: readonly Node[] }
export type Entry = { readonly key: string; readonly at: Place; readonly value: Node }
export type Fields = { readonly kind: 'map'; readonly at: Place; readonly entries: readonly Entry[] }
export type Node = Scalar | List | Fields

const SAYS = { scalar: 'a single value', list: 'a list', map: 'keys and values' } as const

/** What stands there, for a sentence. */
export const describe = (node: Node): string =>
  node.kind === 'scalar' ? (node.text === '' ? 'nothing' : `"${clip(node.text)}"`) : SAYS[node.kind]

const clip = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

/** The entries by key, with unknown keys reported; null where it is no map at all. */
export const openFields = (
  node: Node,
  what: string,
  known: readonly string[],
  report: Report,
): ReadonlyMap<string, Entry> | null => {
  const entries = openMap(node, what, report, `keys such as ${known.slice(0, 3).join(', ')}`)
  if (!entries) return null
  for (const entry of entries.values()) {
    if (known.includes(entry.key)) continue
    const hint = nearest(entry.key, known)
    report.problem(entry.at, `unknown key "${clip(entry.key)}" in ${what}`, {
      // A long list helps only where no name is near.
      expected: known.length > 10 && hint ? undefined : known.join(', '),
      hint,
    })
  }
  return entries
}

/** The entries by key, whatever the keys are. */
export const openMap = (
  node: Node,
  what: string,
  report: Report,
  expected = 'names with values',
): ReadonlyMap<string, Entry> | null => {
  if (node.kind === 'map') return new Map(node.entries.map((entry) => [entry.key, entry]))
  report.problem(node.at, `${what} cannot be ${describe(node)}`, { expected })
  return null
}

export const openList = (
  node: Node,
  what: string,
  report: Report,
  expected = 'a list',
): readonly Node[] | null => {
  if (node.kind === 'list') return node.items
  report.problem(node.at, `${what} cannot be ${describe(node)}`, { expected })
  return null
}

export const openScalar = (node: Node, what: string, report: Report, expected: string): Scalar | null => {
  if (node.kind === 'scalar' && (node.text !== '' || node.quoted)) return node
  report.problem(node.at, `${what} cannot be ${describe(node)}`, { expected })
  return null
}
