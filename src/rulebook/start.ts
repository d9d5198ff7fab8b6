// `start:` -> when a flow begins, and for whom. Knows triggers, not what fires them.
import type { Start, Trigger } from '../core/campaign.ts'
import type { Language } from './cel-environment.ts'
import { compileCondition } from './condition.ts'
import { readBeginning } from './days.ts'
import { readCap, readDuration, readSpan } from './durations.ts'
import type { Ground } from './ground.ts'
import { type Guards, guardsOf } from './guards.ts'
import { isNone, readWord } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openScalar } from './node.ts'

export const TRIGGERS = [
  'cart_abandoned',
  'cart_changed',
  'hesitation',
  'message',
  'ask_discount',
  'order_completed',
  'order_cancelled',
  'order_late',
  'signed_in',
  'subscribed',
  'action_done',
  'segment_entered',
  'birthday',
  'points_added',
  'points_expiring',
  'date',
  'link',
  'elsewhere',
] as const satisfies readonly Trigger[]

const KEYS = ['on', 'after', 'when', 'at_most', 'segment', 'date', 'before', 'once_per']

/** Keys that belong to some triggers only; true: they cannot do without. */
const SPECIAL: readonly (readonly [key: string, triggers: Partial<Record<Trigger, boolean>>])[] = [
  ['segment', { segment_entered: true }],
  ['date', { date: true }],
  ['once_per', { action_done: false }],
  ['before', { points_expiring: true, birthday: false }],
]

const EXAMPLES: Readonly<Record<string, string>> = {
  segment: 'the name of a segment',
  date: 'a date such as 2026-11-27',
  before: 'a duration such as 3d',
  after: 'a duration without any activity, such as 45m',
}

/** `guards`: what is certain of a talk's variables where the flow has started. */
export type StartRead = { readonly start: Start; readonly guards: Guards }

/** null where not even the trigger is known. */
export const readStart = (node: Node, language: Language, ground: Ground): StartRead | null => {
  const { report, shop, segments } = ground
  const fields = openFields(node, 'start', KEYS, report)
  if (!fields) return null
  const get = (key: string): Entry | undefined => fields.get(key)
  const lacks = (key: string, on: string): void =>
    report.problem(node.at, `a start on ${on} lacks ${key}`, { expected: EXAMPLES[key] })
  const on = get('on') ? readWord(get('on')!.value, 'on', TRIGGERS, report) : null
  if (!get('on')) report.problem(node.at, 'start lacks on', { expected: `one of ${TRIGGERS.join(', ')}` })
  if (on !== null) {
    for (const [key, triggers] of SPECIAL) {
      const entry = get(key)
      if (entry && !(on in triggers)) {
        const where = Object.keys(triggers).join(' or ')
        report.problem(entry.at, `${key} belongs to a start on ${where}, and this one is on ${on}`)
      }
      if (!entry && triggers[on] && !(key === 'before' && shop.points?.remind)) lacks(key, on)
    }
    if (on === 'cart_abandoned' && !get('after')) lacks('after', on)
  }
  const duration = (key: string): number => (get(key) && readDuration(get(key)!.value, key, report)) ?? 0
  const after = get('after') && readSpan(get('after')!.value, 'after', report)
  const cap = get('at_most')
  const when = get('when')
  const compiled = when ? compileCondition(when.value, 'when', language, report) : null
  const once = get('once_per') && readWord(get('once_per')!.value, 'once_per', ['about'] as const, report)
  const start: Omit<Start, 'on'> = {
    after: after?.least ?? 0,
    ...(after?.spread && { spread: after.spread }),
    // A ledger of ours has a notice of its own.
    before: get('before') || on !== 'points_expiring' ? duration('before') : (shop.points?.remind ?? 0),
    when: compiled?.condition ?? null,
    at_most: cap && !isNone(cap.value) ? readCap(cap.value, 'at_most', report) : null,
    segment: get('segment') ? readSegment(get('segment')!.value, segments, ground) : null,
    ...(once && { once_per: 'about' as const }),
    date: get('date') ? readBeginning(get('date')!.value, 'date', shop.time_zone, report) : null,
  }
  return on && { start: { on, ...start }, guards: guardsOf(compiled?.tree ?? null) }
}

const readSegment = (node: Node, segments: readonly string[], ground: Ground): string | null => {
  const { report } = ground
  const scalar = openScalar(node, 'segment', report, 'the name of a segment')
  const unread = ground.language.vocabulary.open.has('segment')
  if (!scalar || unread || segments.includes(scalar.text)) return scalar?.text ?? null
  const hint = nearest(scalar.text, segments)
  report.problem(scalar.at, `there is no segment "${scalar.text}"`, { hint })
  return null
}
