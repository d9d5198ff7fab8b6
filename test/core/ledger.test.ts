// Points over random histories: nothing is made out of nothing, nothing is lost, what ends first goes first.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  balanceOf,
  expire,
  giveBack,
  type Ledger,
  NO_POINTS,
  spend,
  takeAway,
} from '../../src/core/points/ledger.ts'

type Move =
  | { readonly do: 'add'; readonly points: number; readonly lasts: number | null }
  | { readonly do: 'spend'; readonly points: number }
  | { readonly do: 'back'; readonly which: number }
  | { readonly do: 'away'; readonly points: number }
  | { readonly do: 'pass'; readonly days: number }

const points = fc.integer({ min: 1, max: 500 })
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ do: fc.constant('add' as const), points, lasts: fc.option(fc.integer({ min: 1, max: 60 })) }),
  fc.record({ do: fc.constant('spend' as const), points }),
  fc.record({ do: fc.constant('back' as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant('away' as const), points }),
  fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 30 }) }),
)

/** Adds up everything that ever went in and out, beside the ledger. */
const play = (moves: readonly Move[], look: (ledger: Ledger, day: number) => void): Ledger => {
  let ledger: Ledger = NO_POINTS
  let day = 0
  let spends = 0
  for (const one of moves) {
    if (one.do === 'add') ledger = add(ledger, one.points, day, one.lasts === null ? null : day + one.lasts)
    if (one.do === 'spend') ledger = spend(ledger, { id: `p${++spends}`, points: one.points, at: day })
    if (one.do === 'back') ledger = giveBack(ledger, `p${one.which}`, day)
    if (one.do === 'away') ledger = takeAway(ledger, one.points)
    if (one.do === 'pass') day += one.days
    ledger = expire(ledger, day)
    look(ledger, day)
  }
  return ledger
}

describe('a ledger of points', () => {
  it('always holds what was added: left, spent or expired', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 200 }), (moves) => {
        play(moves, (ledger, day) => {
          const { added, spent, expired, over, lots, spends } = ledger
          expect(added).toBe(balanceOf(ledger) + spent + expired)
          expect(Math.min(added, spent, expired, over)).toBeGreaterThanOrEqual(0)
          expect(lots.every((lot) => lot.left >= 0 && lot.left <= lot.points)).toBe(true)
          expect(lots.every((lot) => lot.left === 0 || lot.expires === null || lot.expires > day)).toBe(true)
          expect(lots.length).toBeLessThanOrEqual(40)
          expect(spends.length).toBeLessThanOrEqual(15)
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('spends what ends first, and gives it back to where it came from', () => {
    let ledger = add(add(add(NO_POINTS, 10, 0, null), 10, 0, 50), 10, 0, 20)
    const lefts = () => ledger.lots.map(({ expires, left }) => [expires, left])
    ledger = spend(ledger, { id: 'p', points: 15, at: 1 })
    expect(lefts()).toEqual([
      [20, 0],
      [50, 5],
      [null, 10],
    ])
    ledger = giveBack(ledger, 'p', 2)
    expect(lefts()).toEqual([
      [20, 10],
      [50, 10],
      [null, 10],
    ])
    expect(giveBack(ledger, 'p', 3)).toBe(ledger)
  })

  it('what comes back after its end is gone at once, and is counted so', () => {
    const spent = spend(add(NO_POINTS, 10, 0, 20), { id: 'p', points: 10, at: 1 })
    const back = giveBack(expire(spent, 30), 'p', 30)
    expect([balanceOf(back), back.spent, back.expired]).toEqual([0, 0, 10])
  })

  it('a fact beyond the balance takes what there is and is noted', () => {
    const spent = spend(add(NO_POINTS, 10, 0, null), { id: 'p', points: 25, at: 1 })
    expect([balanceOf(spent), spent.spent, spent.over]).toEqual([0, 10, 15])
  })

  it('many lots become few, and nobody loses a point or a day', () => {
    let ledger: Ledger = NO_POINTS
    for (let day = 0; day < 100; day++) ledger = add(ledger, 7, day, day + 100)
    expect([ledger.lots.length, balanceOf(ledger)]).toEqual([40, 700])
    for (let day = 99; day < 200; day++) {
      const own = Array.from({ length: 100 }, (_, n) => n + 100 > day).filter(Boolean).length * 7
      expect(balanceOf(expire(ledger, day))).toBeGreaterThanOrEqual(own)
    }
  })
})
