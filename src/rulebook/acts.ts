// What a row of an offer table, or its else, does: give, escalate, say or end. Knows no steps.
import type { OfferRow, RowAct } from '../core/rulebook.ts'
import { compileCondition } from './condition.ts'
import type { FlowDraft } from './flow-draft.ts'
import { bothGuards, type Guards, guardsOf } from './guards.ts'
import { readName } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openList, openScalar } from './node.ts'
import { useText } from './text-use.ts'

const ACTS = ['give', 'climb', 'escalate', 'say', 'end'] as const
const HOW = 'give, climb, escalate, say or end'

export const readOffer = (node: Node, draft: FlowDraft): string | null => {
  const { report, offers } = draft.ground
  const scalar = openScalar(node, 'give', report, 'the name of an offer')
  if (!scalar) return null
  draft.gifts.offers.add(scalar.text)
  if (offers.unread || offers.names.has(scalar.text)) return scalar.text
  const hint = nearest(scalar.text, offers.names)
  const isLadder = draft.ground.ladders.names.has(scalar.text)
  const expected = isLadder ? `climb: ${scalar.text}, since it is a ladder` : undefined
  report.problem(scalar.at, `there is no offer "${scalar.text}"`, { expected, hint })
  return null
}

/** The name of a ladder; what its rungs give counts for the campaign's money. */
export const readClimb = (node: Node, draft: FlowDraft): RowAct | null => {
  const { report, ladders, offers } = draft.ground
  const scalar = openScalar(node, 'climb', report, 'the name of a ladder')
  if (!scalar) return null
  const rungs = ladders.ladders.get(scalar.text)?.rungs ?? []
  const given = [...new Set(rungs.flatMap((rung) => (rung.kind === 'give' ? rung.offer : [])))]
  for (const offer of given) draft.gifts.offers.add(offer)
  if (ladders.names.has(scalar.text) || offers.unread)
    return { kind: 'climb', ladder: scalar.text, offers: given }
  const isOffer = offers.names.has(scalar.text)
  report.problem(scalar.at, `there is no ladder "${scalar.text}"`, {
    expected: isOffer
      ? `give: ${scalar.text}, since it is an offer`
      : 'a name under ladders in flows/offers.yaml',
    hint: nearest(scalar.text, ladders.names),
  })
  return null
}

export const readReason = (node: Node, draft: FlowDraft): string | null => {
  draft.gifts.escalates = true
  return readName(node, 'the reason to escalate', draft.ground.report)
}

/** The one act among `fields`; null once its fault is reported. */
const readAct = (
  node: Node,
  fields: ReadonlyMap<string, Entry>,
  guards: Guards,
  draft: FlowDraft,
): RowAct | null => {
  const kinds = ACTS.filter((act) => fields.has(act))
  const kind = kinds[0]
  if (kind === undefined || kinds.length > 1) {
    const message = kind ? `one row cannot do both: ${kinds.join(', ')}` : 'this row does nothing'
    draft.ground.report.problem(node.at, message, { expected: HOW })
    return null
  }
  const { value } = fields.get(kind)!
  if (kind === 'end') return { kind }
  if (kind === 'give') {
    const offer = readOffer(value, draft)
    return offer === null ? null : { kind, offer }
  }
  if (kind === 'climb') return readClimb(value, draft)
  if (kind === 'escalate') {
    const reason = readReason(value, draft)
    return reason === null ? null : { kind, reason }
  }
  const text = useText(value, guards, draft)
  return text === null ? null : { kind, text }
}

/** `else:` of a table or of a single offer; `end` where nothing is said. */
export const readOtherwise = (node: Node | undefined, guards: Guards, draft: FlowDraft): RowAct => {
  if (!node || (node.kind === 'scalar' && node.text === 'end')) return { kind: 'end' }
  if (node.kind !== 'map') {
    draft.ground.report.problem(node.at, 'else of an offer is one act', {
      expected: `else: { say: some.text }, with ${HOW}`,
    })
    return { kind: 'end' }
  }
  const fields = openFields(node, 'else', ACTS, draft.ground.report)
  return (fields && readAct(node, fields, guards, draft)) ?? { kind: 'end' }
}

export const readRows = (node: Node, guards: Guards, hasElse: boolean, draft: FlowDraft): OfferRow[] => {
  const { report } = draft.ground
  const items = openList(node, 'offer', report, 'a list of rows such as { when: ..., give: ... }') ?? []
  if (node.kind === 'list' && items.length === 0) {
    report.problem(node.at, 'this table has no rows', { expected: 'rows such as { when: ..., give: ... }' })
  }
  let all = false
  let nothingLeft = false
  const rows = items.flatMap((item): OfferRow[] => {
    const fields = openFields(item, 'a row', ['when', ...ACTS], report)
    if (!fields) return []
    if (nothingLeft) report.warn(item.at, 'this row is never reached: the one above holds for everybody')
    const when = fields.get('when')
    const compiled = when && compileCondition(when.value, 'when', draft.language, report)
    const act = readAct(item, fields, bothGuards(guards, guardsOf(compiled?.tree ?? null)), draft)
    if (!when) all = true
    // What is given or climbed may be refused, and the row below is tried.
    if (!when && act && act.kind !== 'give' && act.kind !== 'climb') nothingLeft = true
    return act ? [{ when: compiled?.condition ?? null, act }] : []
  })
  if (!all && !hasElse && items.length > 0) {
    report.warn(node.at, 'shoppers for whom no row holds hear nothing', {
      expected: 'else: { say: some.text }, or else: end',
    })
  }
  return rows
}
