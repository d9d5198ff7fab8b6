// Three who are one: in whatever order they were folded, what they have together is the same.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLive } from '../../../src/core/codes/code.ts'
import { decide } from '../../../src/core/decide.ts'
import { isOlder } from '../../../src/core/folding/folded.ts'
import type { Rulebook } from '../../../src/core/rulebook.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import { freezeDeeply } from '../../../src/rulebook/freeze.ts'
import { act, play } from './acts.ts'
import { RULEBOOKS, rulebookNumber } from './rulebooks.ts'
import { createShop } from './shop.ts'

const apart = act.filter((one) => one.do !== 'fold')

/** What no order of folds may change. Where a shopper stands now (talk, cart, code that stays) may depend on it. */
const together = (shopper: Shopper, at: number) => ({
  id: shopper.id,
  ...{ created: shopper.created, active: shopper.active, visits: shopper.visits },
  addresses: shopper.addresses.map(({ channel, id }) => `${channel}:${id}`).toSorted(),
  orders: shopper.orders,
  // Who stopped it: where a consent lies between two stops, one document cannot tell of both; silence is kept all the same.
  consent: [shopper.stopped, shopper.consented, shopper.consented ? null : shopper.stopped_by],
  ...{ starts: shopper.starts, contacts: shopper.contacts, abandoned: shopper.carts_abandoned },
  saved: shopper.saved.map(({ item }) => item).toSorted(),
  codes: shopper.codes.map(({ id }) => id),
  live: shopper.codes.filter((code) => isLive(code, at)).length,
  rows: shopper.enrolments.map(({ id, arm, orders, revenue }) => [id, arm, orders, revenue]),
  mixed: shopper.mixed,
  folded: shopper.folded?.map((one) => one.shopper).toSorted(),
  undecided: shopper.tickets.filter(({ state }) => state === 'open' || state === 'taken').length,
})

describe('three who are one', () => {
  it('have the same together, in whatever order they were folded', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.nat(RULEBOOKS - 1), fc.array(apart, { maxLength: 40, size: 'max' }), (seed, acts) => {
        const rulebook: Rulebook = rulebookNumber(seed)
        const shop = createShop(rulebook, ['s1', 's2', 's3'], () => {})
        for (const one of acts) play(shop, one)
        const [x, y, z] = shop.ids
          .map((id) => shop.documents.get(id) ?? shop.fresh(id))
          .sort((a, b) => (isOlder(a, b) ? -1 : 1)) as [Shopper, Shopper, Shopper]
        const join = (older: Shopper, younger: Shopper): Shopper => {
          const what = { kind: 'taken_in', content: younger, why: 'alias' } as const
          const event = { id: 'f', at: shop.now, received: shop.now, trust: 'fact', ...what } as const
          const decision = decide({ now: rulebook, pinned: {} }, freezeDeeply(older), freezeDeeply(event))
          if (decision.kind !== 'decided') throw new Error('a fold wants a code')
          return decision.shopper
        }
        const ways = [join(join(x, y), z), join(join(x, z), y), join(x, join(y, z))]
        const [first, ...others] = ways.map((way) => together(way, shop.now))
        for (const other of others) expect(other).toEqual(first)
      }),
      { numRuns: Number(process.env.WINBACK_RUNS ?? 100) },
    )
  })
})
