// `together:` -> several messages that are one: the first, and others some time behind it that are sent only where it
// was. Becomes plain steps with a mark; a pause stands before each that has an `after`.
import type { Unit } from '../core/rulebook.ts'
import { readDuration } from './durations.ts'
import type { FlowDraft } from './flow-draft.ts'
import type { ListPlace } from './list-place.ts'
import { type Entry, type Fields, type Node, openList } from './node.ts'

const EXPECTED =
  'a list such as [{ channel: email, give: bonus }, { channel: sms, after: 1d, say: look_into_mail }, { after: 2d, say: still_there }]'
const SAYS = ['say', 'give']

const entryOf = (item: Fields, key: string): Entry | undefined =>
  item.entries.find((entry) => entry.key === key)

/** The steps of one message: the pause before it, and the message itself. */
const stepsOf = (item: Node, nth: number, { ground: { report } }: FlowDraft): readonly Node[] => {
  if (item.kind !== 'map') {
    report.problem(item.at, 'this is no message', { expected: EXPECTED })
    return []
  }
  if (!SAYS.some((key) => entryOf(item, key)))
    report.problem(item.at, 'a message of together says or gives something', { expected: 'say: or give:' })
  const after = entryOf(item, 'after')
  const message: Node = { ...item, entries: item.entries.filter((entry) => entry !== after) }
  if (!after) return [message]
  if (nth === 0) {
    report.problem(after.at, 'the first message of together waits for nothing', {
      expected: 'a step wait: before together',
    })
    return [message]
  }
  const isNow = after.value.kind === 'scalar' && /^0+\w?$/.test(after.value.text)
  if (isNow || readDuration(after.value, 'after', report) === null) return [message]
  const wait: Node = {
    kind: 'map',
    at: after.at,
    entries: [{ key: 'wait', at: after.at, value: after.value }],
  }
  return [wait, message]
}

/** The id of its first step; null once a fault is reported that leaves none. */
export const readTogether = (
  node: Node,
  place: ListPlace,
  draft: FlowDraft,
  readSteps: (node: Node, place: ListPlace, draft: FlowDraft) => string | null,
): string | null => {
  const { report } = draft.ground
  const items = openList(node, 'together', report, EXPECTED)
  if (!items) return null
  if (items.length < 2)
    report.problem(node.at, 'together is of two messages at least', { expected: EXPECTED })
  const before = new Set(draft.steps.keys())
  const steps = items.flatMap((item, nth) => stepsOf(item, nth, draft))
  if (steps.length === 0) return null
  const first = readSteps({ kind: 'list', at: node.at, items: steps }, place, draft)
  const id = place.prefix.replace(/\.together\.$/, '')
  for (const [name, step] of draft.steps) {
    if (before.has(name)) continue
    const unit: Unit = { id, lead: name === first, end: place.join }
    draft.steps.set(name, { ...step, unit })
  }
  return first
}
