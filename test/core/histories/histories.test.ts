// Random histories of several people under random rulebooks: what must hold, holds after every turn. WINBACK_RUNS says
// how many histories (`npm run histories` plays 10,000); a failure prints the shortest one that fails.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/core/decide.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import { freezeDeeply } from '../../../src/rulebook/freeze.ts'
import { DAY } from '../world.ts'
import { type Act, act, play } from './acts.ts'
import { countersOf, createInvariants } from './invariants.ts'
import { RULEBOOKS, rulebookNumber } from './rulebooks.ts'
import { createShop, type Shop } from './shop.ts'

const RUNS = Number(process.env.WINBACK_RUNS ?? 200)

const history = fc.record({
  rulebook: fc.nat(RULEBOOKS - 1),
  /** Which arms the people are in. */
  names: fc.uniqueArray(fc.nat(200), { minLength: 3, maxLength: 3 }),
  acts: fc.array(act, { maxLength: 60, size: 'max' }),
})

/** Decides again all that was decided, from nothing. */
const again = (shop: Shop, rulebook: ReturnType<typeof rulebookNumber>): ReadonlyMap<string, Shopper> => {
  const books = { now: rulebook, pinned: { [rulebook.hash]: rulebook } }
  const documents = new Map<string, Shopper>()
  for (const { id, event } of shop.journal) {
    const decision = decide(books, freezeDeeply(documents.get(id) ?? shop.fresh(id)), event)
    if (decision.kind !== 'decided') throw new Error('a replay wants a code')
    documents.set(id, decision.shopper)
  }
  return documents
}

const playAll = (
  rulebook: ReturnType<typeof rulebookNumber>,
  names: readonly number[],
  acts: readonly Act[],
) => {
  const watch = createInvariants(() => shop.budgets)
  const shop: Shop = createShop(
    rulebook,
    names.map((name) => `s${name}`),
    watch,
  )
  for (const one of acts) play(shop, one)
  return shop
}

describe(`${RUNS} random histories`, () => {
  it('keep caps, holdouts, silence, money, codes, due times and documents, and replay to the same bytes', {
    timeout: 3_600_000,
  }, () => {
    fc.assert(
      fc.property(history, ({ rulebook: seed, names, acts }) => {
        const rulebook = rulebookNumber(seed)
        const shop = playAll(rulebook, names, acts)
        const replayed = again(shop, rulebook)
        for (const [id, shopper] of shop.documents)
          expect(JSON.stringify(replayed.get(id))).toBe(JSON.stringify(shopper))
        // In the end nothing is held back for codes that nobody can use any more.
        for (const id of shop.ids) shop.root(id)
        shop.passes(120 * DAY)
        const live = countersOf([...shop.documents.values()].flatMap(({ codes }) => codes))
        for (const [name, { reserved }] of shop.budgets)
          if (!name.includes('#share:'))
            expect(reserved, `reserved of ${name} in the end`).toBe(live.get(name)?.reserved ?? 0)
      }),
      { numRuns: RUNS },
    )
  })
})
