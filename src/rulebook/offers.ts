// flows/offers.yaml -> offers, each with its worst case in money. Knows no flows that give them.
import type { OfferKind } from '../core/code.ts'
import type { Offer } from '../core/offer.ts'
import { readDuration } from './durations.ts'
import { checkName, readPercent, readWhole, readWord } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openMap } from './node.ts'
import type { Report } from './problem.ts'
import type { ShopRead } from './shop.ts'
import { readPositiveSum, readSum } from './sums.ts'

const KINDS: readonly OfferKind[] = ['percent', 'amount', 'shipping', 'points']
const COMMON = ['minimum', 'valid', 'remind', 'on']
const KEYS = [...KINDS, 'up_to', 'worth', ...COMMON]

/** The key that says what the offer can cost at most; an amount says it itself. */
const WORST: Readonly<Record<OfferKind, 'up_to' | 'worth' | 'amount'>> = {
  percent: 'up_to',
  amount: 'amount',
  shipping: 'worth',
  points: 'worth',
}

export type OffersRead = {
  readonly offers: ReadonlyMap<string, Offer>
  /** Names that stand there, broken ones too, so that a flow that gives them is not reported as well. */
  readonly names: ReadonlySet<string>
  /** As they stand there, for variants that change a part of one. */
  readonly written: ReadonlyMap<string, Entry>
  /** An offer out of what stands there; null once its faults are reported. */
  readonly read: (entry: Entry) => Offer | null
  /** The file could not be read, so that nobody knows which offers there are. */
  readonly unread: boolean
}

export const readOffers = (
  node: Node | null,
  unread: boolean,
  shopRead: ShopRead,
  report: Report,
): OffersRead => {
  const offers = new Map<string, Offer>()
  const names = new Set<string>()
  const written = new Map<string, Entry>()
  const top = node && openFields(node, 'the file of offers', ['offers', 'ladders'], report)
  const entries = top?.get('offers') && openMap(top.get('offers')!.value, 'offers', report)
  for (const entry of entries?.values() ?? []) {
    names.add(entry.key)
    written.set(entry.key, entry)
    const name = checkName(entry.key, entry.at, 'an offer', report)
    const offer = readOffer(entry, shopRead, report)
    if (name && offer) offers.set(name, offer)
  }
  return { offers, names, written, read: (entry) => readOffer(entry, shopRead, report), unread }
}

const readOffer = (
  { key: name, at, value: node }: Entry,
  shopRead: ShopRead,
  report: Report,
): Offer | null => {
  const { unit: currency } = shopRead
  const fields = openFields(node, `offer ${name}`, KEYS, report)
  if (!fields) return null
  const kinds = KINDS.filter((kind) => fields.has(kind))
  const kind = kinds[0]
  if (kind === undefined || kinds.length > 1) {
    const message = kind ? `offer ${name} gives ${kinds.join(' and ')}` : `offer ${name} gives nothing`
    report.problem(at, message, { expected: `one of ${KINDS.join(', ')}` })
    return null
  }
  const read = <T>(key: string, how: (node: Node) => T | null): T | null => {
    const entry = fields.get(key)
    return entry ? how(entry.value) : null
  }
  const value = readValue(kind, fields.get(kind)!.value, currency, report)
  const worst = readWorst(name, kind, at, fields, value, shopRead, report)
  const minimum = read('minimum', (each) => readSum(each, 'minimum', currency, report)) ?? 0
  const valid = read('valid', (each) => readDuration(each, 'valid', report))
  const remind = read('remind', (each) => readDuration(each, 'remind', report))
  const on = read('on', (each) => readWord(each, 'on', ['saved_items'] as const, report))
  if (!fields.has('valid')) {
    report.problem(at, `offer ${name} lacks valid`, { expected: 'valid with a duration such as 48h' })
  }
  if (remind !== null && valid !== null && remind >= valid) {
    const expected = 'less than valid: it is how long before the end'
    report.problem(fields.get('remind')!.value.at, 'remind is not within the time of the code', { expected })
  }
  if (kind === 'amount' && minimum > 0 && value !== null && value > minimum) {
    report.warn(fields.get('amount')!.value.at, `offer ${name} takes off more than its minimum`)
  }
  if (value === null || worst === null || valid === null) return null
  return { name, kind, value, worst, minimum, valid, remind, on }
}

const readValue = (kind: OfferKind, node: Node, currency: string | null, report: Report): number | null => {
  if (kind === 'amount') return readPositiveSum(node, 'amount', currency, report)
  if (kind === 'points') return readWhole(node, 'points', 1, 10_000_000, report)
  if (kind === 'shipping') return readWord(node, 'shipping', ['free'], report) === null ? null : 0
  const expected = 'a percentage above 0 and up to 100, such as 15'
  return readPercent(node, 'percent', (percent) => percent > 0 && percent <= 100, expected, report)
}

const readWorst = (
  name: string,
  kind: OfferKind,
  at: Entry['at'],
  fields: ReadonlyMap<string, Entry>,
  value: number | null,
  { shop, unit, facts, unread }: ShopRead,
  report: Report,
): number | null => {
  const key = WORST[kind]
  for (const other of ['up_to', 'worth'] as const) {
    if (other === key || !fields.has(other)) continue
    report.problem(fields.get(other)!.at, `an offer of ${kind} has no ${other}`, {
      hint: key === 'amount' ? undefined : key,
    })
  }
  if (key === 'amount') return value
  const entry = fields.get(key)
  if (!entry) {
    const expected = `${key} with the most that one code may cost, such as ${key}: 600 ${shop.currency}`
    report.problem(at, `offer ${name} lacks ${key}: what it costs at worst is not known`, { expected })
    return null
  }
  const fact = entry.value.kind === 'scalar' ? /^shop\.(\w+)$/.exec(entry.value.text)?.[1] : undefined
  if (fact === undefined) return readPositiveSum(entry.value, key, unit, report)
  const known = facts.get(fact)
  if (known?.type === 'money' && known.value) return known.value as number
  if (!unread) {
    const sums = [...facts].filter(([, { type }]) => type === 'money').map(([name]) => name)
    const near = nearest(fact, sums)
    report.problem(entry.value.at, known ? `shop.${fact} is no sum` : `shop has no "${fact}"`, {
      expected: 'a fact of the shop that is a sum',
      hint: near && `shop.${near}`,
    })
  }
  return null
}
