// The list of steps, with the lists within it, -> steps by id that know where each goes on. Reads no kind's own keys.

import type { Condition } from '../core/condition.ts'
import type { Step } from '../core/rulebook.ts'
import { compileCondition } from './condition.ts'
import type { FlowDraft } from './flow-draft.ts'
import { bothGuards, type Guards, guardsOf } from './guards.ts'
import type { ListPlace } from './list-place.ts'
import { readName } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openList, openScalar } from './node.ts'
import { KIND_KEYS, KINDS, type Kind, type OwnPart, readOwnPart } from './step-kinds.ts'
import { readTogether } from './together.ts'

const HOW = 'the id of a step, end, or a list of steps'

/** Stands for a condition with a fault, so that its step is still known to have one. */
const UNREAD: Condition = { source: '', holds: () => false, asks: [] }

export const readSteps = (node: Node, place: ListPlace, draft: FlowDraft): string | null => {
  const { report } = draft.ground
  const items = openList(node, 'steps', report, 'a list of steps')
  if (!items) return null
  if (items.length === 0) report.problem(node.at, 'this list of steps is empty', { expected: 'a step' })
  const ids = items.map((item, i) => nameStep(item, `${place.prefix}${i + 1}`, draft))
  items.forEach((item, i) => {
    const next = i + 1 < items.length ? ids[i + 1]! : place.join
    readStep(item, ids[i]!, next, place.guards, draft)
  })
  return ids[0] ?? place.join
}

/** The author's id, or one made of where it stands. */
const nameStep = (item: Node, made: string, draft: FlowDraft): string => {
  const { report } = draft.ground
  const given = item.kind === 'map' ? item.entries.find((entry) => entry.key === 'id') : undefined
  const name = given ? readName(given.value, 'a step', report) : null
  let id = name ?? made
  if (name !== null) {
    const first = draft.named.get(name)
    if (!first) draft.named.set(name, given!.value.at)
    else report.problem(given!.value.at, `two steps are called "${name}"; the first is in line ${first.line}`)
  }
  while (draft.places.has(id)) id = `${id}_`
  draft.places.set(id, item.at)
  return id
}

const kindOf = (item: Node, fields: ReadonlyMap<string, Entry>, draft: FlowDraft): Kind | null => {
  const { report } = draft.ground
  const kinds = KINDS.filter((kind) => fields.has(kind))
  const kind = kinds[0]
  const others = kinds.slice(1).filter((other) => !KIND_KEYS[kind!].includes(other))
  if (kind !== undefined && others.length === 0) return kind
  if (kind !== undefined) {
    report.problem(fields.get(others[0]!)!.at, `one step cannot do both: ${[kind, ...others].join(', ')}`)
    return null
  }
  const own = new Set(['id', 'when', 'then', 'else'])
  const stray = [...fields.keys()].find((key) => !own.has(key))
  report.problem(item.at, 'this step does nothing', {
    expected: `one of ${KINDS.join(', ')}`,
    hint: stray === undefined ? undefined : nearest(stray, KINDS),
  })
  return null
}

const asFields = (item: Node, draft: FlowDraft): ReadonlyMap<string, Entry> | null => {
  if (item.kind === 'scalar' && item.text === 'end') {
    return new Map([['end', { key: 'end', at: item.at, value: item }]])
  }
  if (item.kind === 'map') return new Map(item.entries.map((entry) => [entry.key, entry]))
  draft.ground.report.problem(item.at, 'this is no step', { expected: `one of ${KINDS.join(', ')}` })
  return null
}

const readStep = (item: Node, id: string, next: string | null, guards: Guards, draft: FlowDraft): void => {
  const { report } = draft.ground
  const fields = asFields(item, draft)
  const kind = fields && kindOf(item, fields, draft)
  const when = fields?.get('when')
  const compiled = when && compileCondition(when.value, 'when', draft.language, report)
  const condition = when ? (compiled?.condition ?? UNREAD) : null
  const holding = bothGuards(guards, guardsOf(compiled?.tree ?? null))
  const ends = kind === 'go' || kind === 'end'
  const table = kind === 'offer' || kind === 'give' || kind === 'climb'
  const stand: Step = { id, kind: 'end', when: condition, skip: next, next: null }
  draft.steps.set(id, stand)
  if (!fields || !kind) return

  const way = ['id', 'when', ...(ends ? [] : ['then']), 'else']
  if (item.kind === 'map') openFields(item, `a step ${kind}`, [...KIND_KEYS[kind], ...way], report)
  if (kind === 'together') {
    const under = { prefix: `${id}.together.`, join: next, guards: holding }
    const first = readTogether(fields.get(kind)!.value, under, draft, readSteps)
    if (first !== null)
      draft.steps.set(id, { id, kind: 'go', to: first, when: condition, skip: next, next: null })
    return
  }
  const own = readOwnPart(kind, fields, holding, draft)

  const branch = (key: string, join: string | null, under: Guards): string | null => {
    const entry = fields.get(key)
    return entry ? readBranch(entry.value, { prefix: `${id}.${key}.`, join, guards: under }, draft) : null
  }
  // Read in the order in which a walk meets them; lists within go on behind their step, side ways end the talk.
  const silent = kind === 'ask' ? branch('silent', null, guards) : null
  const fallback = kind === 'escalate' ? branch('fallback', null, guards) : null
  const then = fields.has('then') && !ends ? branch('then', next, holding) : next
  const skip = fields.has('else') && !table ? branch('else', next, guards) : next
  const otherwise = fields.get('else')
  if (otherwise && !table && !when) {
    report.problem(otherwise.at, 'else needs a when', { expected: 'when: and a condition beside it' })
  }
  if (!own) return
  const shape = { id, when: condition, skip, next: ends ? null : then }
  const part: OwnPart =
    own.kind === 'ask' ? { ...own, silent } : own.kind === 'escalate' ? { ...own, fallback } : own
  draft.steps.set(id, { ...part, ...shape })
}

/** A step's id, `end`, a list of steps, or one step by itself. */
const readBranch = (node: Node, place: ListPlace, draft: FlowDraft): string | null => {
  if (node.kind === 'list') return readSteps(node, place, draft)
  if (node.kind === 'map') return readSteps({ kind: 'list', at: node.at, items: [node] }, place, draft)
  const target = openScalar(node, 'this way', draft.ground.report, HOW)
  if (!target || target.text === 'end') return null
  draft.targets.push({ to: target.text, at: target.at })
  return target.text
}

/** Steps that are pointed to and do not exist; answers whether all do. */
export const checkTargets = (draft: FlowDraft): void => {
  for (const { to, at } of draft.targets) {
    if (draft.named.has(to)) continue
    const hint = nearest(to, [...draft.named.keys(), 'end'])
    draft.ground.report.problem(at, `there is no step "${to}"`, { expected: HOW, hint })
  }
}
