// The conditions of an offer, key by key: what must be in the order, whose it must be, when, and how often.
import type { Offer } from '../../core/offers/offer.ts'
import type { UseTerms } from '../../core/offers/use-terms.ts'
import { readDaysOf, readRange } from '../hours.ts'
import { readFlag, readWhole } from '../names.ts'
import type { Entry, Node } from '../node.ts'
import { readOn, readPlaces, readWith } from './goods.ts'
import type { OfferGround } from './offer-ground.ts'

/** Keys that say yes or nothing. */
const FLAGS = ['not_on_sale', 'first_order', 'stacks', 'apology'] as const

export const CONDITION_KEYS = [...['on', 'with', 'days', 'hours', 'uses', 'region', 'channel'], ...FLAGS]

type Read = Omit<UseTerms, 'bonus'> & Pick<Offer, 'on' | 'goods' | 'region' | 'channel'>

/** A part of the offer where `value` is one. */
const part = <K extends string, V>(key: K, value: V | null | undefined): { readonly [key in K]?: V } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: V })

export const readConditions = (fields: ReadonlyMap<string, Entry>, ground: OfferGround): Read => {
  const { report } = ground
  const read = <T>(key: string, how: (node: Node) => T): T | null => {
    const entry = fields.get(key)
    return entry ? how(entry.value) : null
  }
  const flag = (key: (typeof FLAGS)[number]): true | null =>
    read(key, (node) => readFlag(node, key, report)) ? true : null
  const uses = read('uses', (node) => readWhole(node, 'uses', 1, 1000, report))
  if (fields.has('bonus') && uses !== null && uses > 1) {
    report.problem(fields.get('uses')!.at, 'a bonus is for the next order, and for no further one')
  }
  return {
    ...{ on: null, ...read('on', (node) => readOn(node, ground)) },
    ...part(
      'with',
      read('with', (node) => readWith(node, ground)),
    ),
    ...part(
      'days',
      read('days', (node) => readDaysOf(node, report)),
    ),
    ...part(
      'hours',
      read('hours', (node) => readRange(node, report)),
    ),
    ...part('uses', uses !== null && uses > 1 ? uses : null),
    ...part(
      'region',
      read('region', (node) => readPlaces(node, 'region', report)),
    ),
    ...part(
      'channel',
      read('channel', (node) => readPlaces(node, 'channel', report)),
    ),
    ...part('not_on_sale', flag('not_on_sale')),
    ...part('first_order', flag('first_order')),
    ...part('stacks', flag('stacks')),
    ...part('apology', flag('apology')),
  }
}
