// What an offer gives: percent, amount, free shipping, points, a gift, or a bonus on the next order; and its worst case.
import type { OfferKind } from '../../core/codes/code.ts'
import type { Offer } from '../../core/offers/offer.ts'
import { readPercent, readWhole, readWord } from '../names.ts'
import type { Entry, Node } from '../node.ts'
import type { Report } from '../problem.ts'
import { readPositiveSum } from '../sums.ts'
import { readChoice } from './gifts.ts'
import type { OfferGround } from './offer-ground.ts'
import { readSumOrFact } from './sum-or-fact.ts'

export const KINDS = ['percent', 'amount', 'shipping', 'points', 'gift', 'bonus'] as const
type Key = (typeof KINDS)[number]

/** The key that says what one use can cost at most; an amount says it itself, and so does a gift. */
const WORST: Readonly<Record<OfferKind, 'up_to' | 'worth' | null>> = {
  percent: 'up_to',
  amount: null,
  shipping: 'worth',
  points: 'worth',
  gift: null,
}

/** null where a fault is reported. */
export type KindRead = {
  readonly kind: OfferKind
  readonly value: number | null
  readonly worst: number | null
  readonly more: Pick<Offer, 'gifts' | 'bonus'>
}

/** "50 points" is points, a sum is an amount. */
const bonusOf = (node: Node): { readonly kind: 'amount' | 'points'; readonly value: Node } => {
  const points = node.kind === 'scalar' ? /^(\S+)\s+points?$/.exec(node.text.trim())?.[1] : undefined
  if (node.kind !== 'scalar' || points === undefined) return { kind: 'amount', value: node }
  return { kind: 'points', value: { ...node, text: points } }
}

const readValue = (kind: OfferKind, node: Node, what: string, currency: string | null, report: Report) => {
  if (kind === 'amount') return readPositiveSum(node, what, currency, report)
  if (kind === 'points') return readWhole(node, what, 1, 10_000_000, report)
  if (kind === 'shipping') return readWord(node, what, ['free'], report) === null ? null : 0
  const expected = 'a percentage above 0 and up to 100, such as 15'
  return readPercent(node, what, (percent) => percent > 0 && percent <= 100, expected, report)
}

/** The kind among the keys of an offer; null once it is reported that there is none, or more than one. */
export const readKind = (
  name: string,
  at: Entry['at'],
  fields: ReadonlyMap<string, Entry>,
  ground: OfferGround,
): KindRead | null => {
  const { report, shop } = ground
  const found = KINDS.filter((key) => fields.has(key))
  const key: Key | undefined = found[0]
  if (key === undefined || found.length > 1) {
    const message = key ? `offer ${name} gives ${found.join(' and ')}` : `offer ${name} gives nothing`
    report.problem(at, message, { expected: `one of ${KINDS.join(', ')}` })
    return null
  }
  const node = fields.get(key)!.value
  if (key === 'gift') {
    const gifts = readChoice(node, ground)
    const worst = gifts && Math.max(...gifts.map(({ worth }) => worth))
    noWorst('gift', fields, null, report)
    return { kind: 'gift', value: gifts && 0, worst, more: gifts ? { gifts } : {} }
  }
  const bonus = key === 'bonus' ? bonusOf(node) : null
  const kind: OfferKind = bonus?.kind ?? (key as OfferKind)
  const value = readValue(kind, bonus?.value ?? node, key, shop.unit, report)
  const worst = readWorst(name, kind, at, fields, value, ground)
  return { kind, value, worst, more: bonus ? { bonus: true } : {} }
}

const noWorst = (
  kind: OfferKind,
  fields: ReadonlyMap<string, Entry>,
  but: 'up_to' | 'worth' | null,
  report: Report,
): void => {
  for (const other of ['up_to', 'worth'] as const) {
    if (other === but || !fields.has(other)) continue
    report.problem(fields.get(other)!.at, `an offer of ${kind} has no ${other}`, { hint: but ?? undefined })
  }
}

const readWorst = (
  name: string,
  kind: OfferKind,
  at: Entry['at'],
  fields: ReadonlyMap<string, Entry>,
  value: number | null,
  ground: OfferGround,
): number | null => {
  const {
    report,
    shop: { shop },
  } = ground
  const key = WORST[kind]
  noWorst(kind, fields, key, report)
  if (key === null) return value
  const entry = fields.get(key)
  if (!entry && kind === 'points' && shop.points && value !== null) return value * shop.points.worth
  if (!entry) {
    const expected = `${key} with the most that one code may cost, such as ${key}: 600 ${shop.currency}`
    report.problem(at, `offer ${name} lacks ${key}: what it costs at worst is not known`, { expected })
    return null
  }
  return readSumOrFact(entry.value, key, 1, ground)
}
