// A rulebook's sources as the store keeps them, and the ids of the steps that its flows have. Reads the YAML by itself.
import { parse } from 'yaml'
import { z } from 'zod'

const pairs = z.array(z.tuple([z.string(), z.string()]))

export const sourcesOf = (sources: string): readonly { readonly path: string; readonly text: string }[] => {
  try {
    const read = pairs.safeParse(JSON.parse(sources))
    return read.success ? read.data.map(([path, text]) => ({ path, text })) : []
  } catch {
    return []
  }
}

type Item = Readonly<Record<string, unknown>>

const isMap = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A message of `together` that goes later is a pause and the message. */
const unfolded = (items: unknown): readonly unknown[] =>
  Array.isArray(items)
    ? items.flatMap((item: unknown, n) => {
        if (!isMap(item) || item.after === undefined || n === 0) return [item]
        const { after, ...message } = item
        return /^0+\w?$/.test(String(after)) ? [message] : [{ wait: after }, message]
      })
    : []

const WITH_LISTS: readonly (readonly [key: string, where: (item: Item) => boolean])[] = [
  ['silent', (item) => item.ask !== undefined],
  ['fallback', (item) => item.escalate !== undefined],
  ['then', (item) => item.go === undefined && item.end === undefined && item.together === undefined],
  [
    'else',
    (item) =>
      item.offer === undefined &&
      item.give === undefined &&
      item.climb === undefined &&
      item.together === undefined,
  ],
]

/** Its author's id, or one made of where it stands: s1, s2, s2.then.1. */
const addSteps = (list: readonly unknown[], prefix: string, ids: Set<string>): void => {
  const named = list.map((item, n) => {
    const own = isMap(item) && item.id !== undefined ? String(item.id) : `${prefix}${n + 1}`
    let id = own
    while (ids.has(id)) id = `${id}_`
    ids.add(id)
    return id
  })
  list.forEach((item, n) => {
    if (!isMap(item)) return
    const id = named[n]!
    if (item.together !== undefined) addSteps(unfolded(item.together), `${id}.together.`, ids)
    for (const [key, where] of WITH_LISTS) {
      const below = item[key]
      if (below === undefined || !where(item)) continue
      if (Array.isArray(below)) addSteps(below, `${id}.${key}.`, ids)
      else if (isMap(below)) addSteps([below], `${id}.${key}.`, ids)
    }
  })
}

/** Flow -> the ids of its steps. */
export const stepsOf = (sources: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const flows = new Map<string, ReadonlySet<string>>()
  for (const { path, text } of sourcesOf(sources)) {
    if (!path.startsWith('flows/')) continue
    const flow: unknown = parse(text)
    if (!isMap(flow) || typeof flow.flow !== 'string') continue
    const ids = new Set<string>()
    addSteps(Array.isArray(flow.steps) ? flow.steps : [], 's', ids)
    flows.set(flow.flow, ids)
  }
  return flows
}
