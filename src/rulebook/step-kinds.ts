// What each kind of step says beside its id and its way: its own keys, read. Knows nothing of the order of steps.
import type { Show, Step, StepChoice } from '../core/rulebook.ts'
import { readClimb, readOffer, readOtherwise, readReason, readRows } from './acts.ts'
import { readStepChannels } from './channels.ts'
import { readDuration, readSpan } from './durations.ts'
import type { FlowDraft } from './flow-draft.ts'
import { type Guards, NO_GUARDS } from './guards.ts'
import { checkName, readName } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openMap, openScalar } from './node.ts'
import { useText } from './text-use.ts'
import { readValue } from './variables.ts'
import { isFactName } from './vocabulary.ts'
import { readYesNo } from './yes-no.ts'

/** `climb` by itself is a table with one row; `together` becomes the steps of its list. */
export type Kind = Step['kind'] | 'climb' | 'together'
type Own<S> = S extends Step ? Omit<S, 'id' | 'when' | 'skip' | 'next'> : never
/** A step without its place in the flow. `silent`, `fallback` and `go` are filled in by steps.ts. */
export type OwnPart = Own<Step>

/** The keys of each kind; the first is the kind itself. */
export const KIND_KEYS: Readonly<Record<Kind, readonly string[]>> = {
  ask: ['ask', 'into', 'choices', 'yes', 'no', 'wait', 'silent', 'show', 'channel'],
  say: ['say', 'show', 'channel'],
  offer: ['offer'],
  give: ['give', 'channel'],
  climb: ['climb'],
  together: ['together'],
  escalate: ['escalate', 'fallback'],
  remind: ['remind', 'before'],
  audience: ['audience', 'for'],
  wait: ['wait'],
  set: ['set'],
  go: ['go'],
  end: ['end'],
}
/** `ask` first: it has a `wait` of its own. */
export const KINDS = Object.keys(KIND_KEYS) as readonly Kind[]

const DAY = 86_400_000

const readVariable = (node: Node, draft: FlowDraft): string | null => {
  const { report } = draft.ground
  const name = readName(node, 'a variable', report)
  if (name === null || !isFactName(name)) return name
  report.problem(node.at, `"${name}" is a fact and cannot be a variable`)
  return null
}

const readChoices = (node: Node | undefined, draft: FlowDraft): readonly StepChoice[] => {
  const { report } = draft.ground
  if (!node) return []
  const found = new Map<string, StepChoice>()
  const add = (id: string, at: Node['at'], text: string | null): void => {
    if (found.has(id)) report.problem(at, `the choice "${id}" stands here twice`)
    if (checkName(id, at, 'a choice', report) && text !== null) found.set(id, { id, text })
  }
  const addNamed = ({ key, at, value }: Entry): void => add(key, at, useText(value, NO_GUARDS, draft))
  const items = node.kind === 'list' ? node.items : [node]
  for (const item of items) {
    if (item.kind === 'map') for (const entry of item.entries) addNamed(entry)
    else {
      const expected = 'a list such as [price, fit], or id: text'
      const id = openScalar(item, 'choices', report, expected)
      if (!id) continue
      const text = { ...id, text: `choices.${id.text}` }
      add(id.text, id.at, checkName(id.text, id.at, 'a choice', report) && useText(text, NO_GUARDS, draft))
    }
  }
  return [...found.values()]
}

/** What is shown beside a text, as a part of its step. */
const readShow = (node: Node | undefined, draft: FlowDraft): { readonly show?: Show } => {
  const { report } = draft.ground
  const expected = 'cart: the goods in it, with their pictures'
  const scalar = node && openScalar(node, 'show', report, expected)
  if (!scalar) return {}
  if (scalar.text === 'cart') return { show: 'cart' }
  report.problem(scalar.at, `"${scalar.text}" cannot be shown`, {
    expected,
    hint: nearest(scalar.text, ['cart']),
  })
  return {}
}

const readValues = (node: Node, draft: FlowDraft): Record<string, string | number | boolean> => {
  const { report } = draft.ground
  const values: Record<string, string | number | boolean> = {}
  for (const { key, at, value } of openMap(node, 'set', report)?.values() ?? []) {
    const scalar = openScalar(value, key, report, 'yes or no, a number, or words')
    const named = { kind: 'scalar', at, text: key, quoted: true, inside: () => at } as const
    if (readVariable(named, draft) && scalar) values[key] = readValue(scalar)
  }
  return values
}

/** null once a fault is reported that leaves nothing to go on with. */
export const readOwnPart = (
  kind: Kind,
  fields: ReadonlyMap<string, Entry>,
  guards: Guards,
  draft: FlowDraft,
): OwnPart | null => {
  const { report } = draft.ground
  const node = fields.get(kind)!.value
  const text = (): string | null => useText(node, guards, draft)
  const duration = (key: string): number | null => {
    const entry = fields.get(key)
    return entry ? readDuration(entry.value, key, report) : null
  }
  const otherwise = () => readOtherwise(fields.get('else')?.value, guards, draft)
  const channels = () => readStepChannels(fields.get('channel')?.value, draft.ground.shop, report)
  switch (kind) {
    case 'say': {
      const key = text()
      const show = readShow(fields.get('show')?.value, draft)
      return key === null ? null : { kind, text: key, ...show, ...channels() }
    }
    case 'ask': {
      const key = text()
      const into = fields.has('into') ? readVariable(fields.get('into')!.value, draft) : 'reason'
      const choices = readChoices(fields.get('choices')?.value, draft)
      const plain = readYesNo(fields, choices, report)
      const stated = fields.get('wait')
      const wait = (stated && readSpan(stated.value, 'wait', report)) ?? { least: DAY }
      const times = { wait: wait.least, ...(wait.spread && { spread: wait.spread }) }
      const show = readShow(fields.get('show')?.value, draft)
      if (key === null || into === null) return null
      return { kind, text: key, into, choices, ...plain, ...times, ...show, ...channels(), silent: null }
    }
    case 'offer':
      return { kind, rows: readRows(node, guards, fields.has('else'), draft), otherwise: otherwise() }
    case 'give': {
      const offer = readOffer(node, draft)
      return offer === null ? null : { kind, offer, otherwise: otherwise(), ...channels() }
    }
    case 'climb': {
      const act = readClimb(node, draft)
      return act && { kind: 'offer', rows: [{ when: null, act }], otherwise: otherwise() }
    }
    case 'escalate': {
      const reason = readReason(node, draft)
      return reason === null ? null : { kind, reason, fallback: null }
    }
    case 'wait': {
      const pause = readSpan(node, 'wait', report)
      return pause && { kind, for: pause.least, ...(pause.spread && { spread: pause.spread }) }
    }
    case 'remind': {
      const key = useText(node, guards, draft, ['code', 'until', 'terms'])
      const before = duration('before')
      if (!fields.has('before')) {
        const expected = 'before: 6h, how long before the end of the code'
        report.problem(node.at, 'remind lacks before', { expected })
      }
      return key === null || before === null ? null : { kind, text: key, before }
    }
    case 'audience': {
      const name = readName(node, 'an audience', report)
      const time = duration('for')
      if (!fields.has('for'))
        report.problem(node.at, 'audience lacks for', { expected: 'for: 14d, how long the shopper is in it' })
      return name === null || time === null ? null : { kind, name, for: time }
    }
    case 'set':
      return { kind, values: readValues(node, draft) }
    case 'go': {
      const expected = 'the id of a step'
      const to = openScalar(node, 'go', report, expected)
      if (!to) return null
      if (to.text === 'end') return { kind: 'end' }
      draft.targets.push({ to: to.text, at: to.at })
      return { kind, to: to.text }
    }
    case 'end':
      return { kind }
    // Its list is read by steps.ts, which knows where it leads.
    case 'together':
      return null
  }
}
