// The variables of a flow: what it asks `into` and `set`s, with their types and the values they can have.
// Faults of shape are told where steps are read; here they are passed over.
import type { FactType } from '../core/facts/fact-schema.ts'
import { NAME } from './names.ts'
import type { Fields, Node, Scalar } from './node.ts'
import type { Report } from './problem.ts'
import { isFactName } from './vocabulary.ts'

export type Variables = {
  readonly types: ReadonlyMap<string, FactType>
  /** Known values of texts; a name that is not here can have any. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** A value that is set: yes or no, a number, or words. */
export const readValue = ({ text, quoted }: Scalar): string | number | boolean => {
  if (!quoted && (text === 'true' || text === 'false')) return text === 'true'
  if (!quoted && /^-?\d{1,12}(?:\.\d{1,6})?$/.test(text)) return Number(text)
  return text
}

const typeOf = (value: string | number | boolean): FactType => {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'number'
  return typeof value === 'boolean' ? 'bool' : 'string'
}

/** The ids of `choices`, written as names or as id: text. */
export const choiceIds = (node: Node | undefined): readonly string[] => {
  if (node?.kind === 'map') return node.entries.map((entry) => entry.key)
  if (node?.kind !== 'list') return []
  return node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : choiceIds(item)))
}

const get = (step: Fields, key: string): Node | undefined =>
  step.entries.find((entry) => entry.key === key)?.value

export const collectVariables = (steps: Node | undefined, report: Report): Variables => {
  const types = new Map<string, FactType>()
  const values = new Map<string, readonly string[]>()
  const learn = (name: string, type: FactType, more: readonly string[], at: Node): void => {
    if (!NAME.test(name) || isFactName(name)) return
    const before = types.get(name)
    if (before !== undefined && before !== type) {
      report.problem(at.at, `${name} is of one kind here and of another elsewhere in this flow`)
    }
    types.set(name, before ?? type)
    if (type === 'string') values.set(name, [...new Set([...(values.get(name) ?? []), ...more])])
  }
  const walk = (node: Node | undefined): void => {
    if (node?.kind === 'list') for (const item of node.items) walk(item)
    if (node?.kind !== 'map') return
    if (get(node, 'ask')) {
      const into = get(node, 'into')
      const name = into === undefined ? 'reason' : into.kind === 'scalar' ? into.text : ''
      // After two answers that fit nothing the engine goes on with "other".
      learn(name, 'string', [...choiceIds(get(node, 'choices')), 'other'], node)
    }
    const set = get(node, 'set')
    if (set?.kind === 'map') {
      for (const { key, value } of set.entries) {
        if (value.kind !== 'scalar') continue
        const given = readValue(value)
        learn(key, typeOf(given), typeof given === 'string' ? [given] : [], value)
      }
    }
    for (const key of ['then', 'else', 'silent', 'fallback']) walk(get(node, key))
  }
  walk(steps)
  return { types, values }
}
