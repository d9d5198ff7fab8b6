// flows/offers.yaml -> gifts and offers, each with its worst case in money. Knows no flows that give them.
import type { Offer } from '../core/offers/offer.ts'
import { readEnd } from './days.ts'
import { LONGEST, readDuration } from './durations.ts'
import { checkName } from './names.ts'
import { type Entry, type Node, openFields, openMap } from './node.ts'
import { CODE_KEYS, readCodeTerms } from './offer-codes.ts'
import { CONDITION_KEYS, readConditions } from './offers/conditions.ts'
import { readGifts } from './offers/gifts.ts'
import { KINDS, readKind } from './offers/kinds.ts'
import type { OfferGround } from './offers/offer-ground.ts'
import { checkPolicy } from './offers/policy.ts'
import { readSumOrFact } from './offers/sum-or-fact.ts'
import { createUseText } from './offers/text-key.ts'
import type { Place, Report } from './problem.ts'
import type { ShopRead } from './shop.ts'
import type { TextUse } from './text-uses.ts'

const KEYS = [
  ...[...KINDS, 'up_to', 'worth', 'minimum', 'valid', 'until', 'remind'],
  ...CONDITION_KEYS,
  ...CODE_KEYS,
]

export type OffersRead = {
  readonly offers: ReadonlyMap<string, Offer>
  /** Names that stand there, broken ones too, so that a flow that gives them is not reported as well. */
  readonly names: ReadonlySet<string>
  /** Where each stands. */
  readonly places: ReadonlyMap<string, Place>
  /** As they stand there, for variants that change a part of one. */
  readonly written: ReadonlyMap<string, Entry>
  /** An offer out of what stands there; null once its faults are reported. */
  readonly read: (entry: Entry) => Offer | null
  /** The file could not be read, so that nobody knows which offers there are. */
  readonly unread: boolean
}

/** `uses` gathers the texts that offers name. */
export const readOffers = (
  node: Node | null,
  unread: boolean,
  shop: ShopRead,
  report: Report,
  uses: TextUse[],
): OffersRead => {
  const offers = new Map<string, Offer>()
  const names = new Set<string>()
  const places = new Map<string, Place>()
  const written = new Map<string, Entry>()
  const top = node && openFields(node, 'the file of offers', ['gifts', 'offers', 'ladders'], report)
  const useText = createUseText(uses, report)
  const { gifts, names: giftNames } = readGifts(top?.get('gifts')?.value, { shop, report, useText })
  const ground: OfferGround = { shop, report, gifts, giftNames, useText }
  const entries = top?.get('offers') && openMap(top.get('offers')!.value, 'offers', report)
  for (const entry of entries?.values() ?? []) {
    names.add(entry.key)
    places.set(entry.key, entry.at)
    written.set(entry.key, entry)
    const name = checkName(entry.key, entry.at, 'an offer', report)
    const offer = readOffer(entry, ground)
    if (name && offer) offers.set(name, offer)
  }
  return { offers, names, places, written, read: (entry) => readOffer(entry, ground), unread }
}

const readOffer = ({ key: name, at, value: node }: Entry, ground: OfferGround): Offer | null => {
  const { report } = ground
  const fields = openFields(node, `offer ${name}`, KEYS, report)
  const read = fields && readKind(name, at, fields, ground)
  if (!fields || !read) return null
  const { kind, value, worst, more } = read
  const { valid, until, remind } = readTimes(name, at, fields, ground)
  const least = fields.get('minimum')
  const minimum = least ? readSumOrFact(least.value, 'minimum', 0, ground) : 0
  if (kind === 'amount' && minimum && value !== null && value > minimum) {
    const place = fields.get('amount') ?? fields.get('bonus')
    report.warn(place!.value.at, `offer ${name} takes off more than its minimum`)
  }
  const conditions = readConditions(fields, ground)
  const codes = readCodeTerms(fields, report)
  if (value === null || worst === null || valid === null || codes === null || minimum === null) return null
  const offer: Offer = {
    ...{ name, kind, value, worst, minimum, valid, remind },
    ...(until !== null && { until }),
    ...more,
    ...conditions,
    ...codes,
  }
  checkPolicy(offer, at, ground)
  return offer
}

type Times = { readonly valid: number | null; readonly until: number | null; readonly remind: number | null }

/** How long a code lasts: from its issue, to a fixed end, or to the earlier of both. */
const readTimes = (
  name: string,
  at: Entry['at'],
  fields: ReadonlyMap<string, Entry>,
  { report, shop }: OfferGround,
): Times => {
  const duration = (key: string): number | null =>
    fields.has(key) ? readDuration(fields.get(key)!.value, key, report) : null
  const end = fields.get('until')
  const until = end ? readEnd(end.value, 'until', shop.shop.time_zone, report) : null
  const valid = duration('valid')
  const remind = duration('remind')
  if (!fields.has('valid') && !end) {
    const expected = 'valid with a duration such as 48h, or until with a date such as 2026-12-31'
    report.problem(at, `offer ${name} lacks valid`, { expected })
  }
  if (remind !== null && valid !== null && remind >= valid) {
    const expected = 'less than valid: it is how long before the end'
    report.problem(fields.get('remind')!.value.at, 'remind is not within the time of the code', { expected })
  }
  return { valid: fields.has('valid') ? valid : until && LONGEST, until, remind }
}
