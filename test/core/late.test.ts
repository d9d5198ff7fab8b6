// What is told late, or in another order than it happened.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CartNews, pastOf, withNews } from '../../src/core/cart/cart-past.ts'
import { decide } from '../../src/core/decide.ts'
import type { Event, Happening, Stamp } from '../../src/core/event.ts'
import { seenOf } from '../../src/core/seen.ts'
import { newShopper, type Shopper } from '../../src/core/shopper.ts'
import { CHAT, DAY, HOUR, MINUTE, rulebookOf, START } from './world.ts'

const rulebook = rulebookOf({
  thanks: `
flow: thanks
about: Says thanks for an order.
start: { on: order_completed }
campaign: { budget: none, until: none }
steps: [{ say: abandoned_cart.keep }]
`,
})

/** The shopper after these, in the order in which they came in; all of them are heard of at `received`. */
const after = (
  events: readonly (Partial<Stamp> & { readonly at: number } & Happening)[],
  received = START + HOUR,
) =>
  events.reduce<{ shopper: Shopper; said: number }>(
    ({ shopper, said }, event, n) => {
      const stamped: Event = { id: `e${n}`, received, trust: 'fact', ...event }
      const decision = decide({ now: rulebook, pinned: {} }, shopper, stamped)
      if (decision.kind !== 'decided') throw new Error('no codes here')
      const more = decision.effects.filter((effect) => effect.kind === 'say').length
      return { shopper: decision.shopper, said: said + more }
    },
    { shopper: { ...newShopper('s1', START), addresses: [CHAT], reply_to: CHAT }, said: 0 },
  )

const line = (item: string, quantity = 1) => ({ item, price: 100, quantity })
const cart = (at: number, change: 'add' | 'remove' | 'set', ...lines: ReturnType<typeof line>[]) => ({
  ...{ at: START + at, kind: 'cart_changed' as const, change },
  lines,
})
const order = (at: number, ...lines: ReturnType<typeof line>[]) => ({
  ...{ at: START + at, kind: 'order_completed' as const },
  order: { id: `o${at}`, total: 100 * lines.length, lines },
})
const inCart = ({ shopper }: { shopper: Shopper }) =>
  Object.fromEntries((shopper.cart?.lines ?? []).map(({ item, quantity }) => [item, quantity]))

describe('a cart that is told out of order', () => {
  it('an older whole cart does not undo what was added since', () => {
    expect(inCart(after([cart(2, 'add', line('lamp')), cart(1, 'set', line('mug'))]))).toEqual({
      mug: 1,
      lamp: 1,
    })
    expect(inCart(after([cart(2, 'set', line('mug')), cart(1, 'set', line('lamp'))]))).toEqual({ mug: 1 })
  })

  it('what was taken out is out, though the adding comes later', () => {
    expect(inCart(after([cart(2, 'remove', line('mug')), cart(1, 'add', line('mug', 2))]))).toEqual({
      mug: 1,
    })
  })

  it('what was bought stays bought, though putting it in and taking it out is told afterwards', () => {
    const bought = order(9, line('mug'))
    expect(inCart(after([bought, cart(1, 'add', line('mug'))]))).toEqual({})
    expect(inCart(after([bought, cart(10, 'add', line('mug')), cart(5, 'remove', line('mug'))]))).toEqual({
      mug: 1,
    })
  })

  it('what was bought in the moment in which it was put in is bought, whichever is told first', () => {
    expect(inCart(after([order(5, line('mug')), cart(5, 'add', line('mug'))]))).toEqual({})
    expect(inCart(after([order(5, line('mug')), cart(5, 'set', line('mug'))]))).toEqual({})
  })

  it('an order told by a clock that is a little behind still empties the cart that the page showed', () => {
    expect(inCart(after([cart(10 * MINUTE, 'set', line('mug')), order(8 * MINUTE, line('mug'))]))).toEqual({})
  })

  it('comes out the same in whatever order its changes come in', () => {
    const change = fc.record({
      change: fc.constantFrom('add' as const, 'remove' as const, 'order' as const, 'set' as const),
      items: fc.uniqueArray(fc.constantFrom('mug', 'lamp', 'tent'), { minLength: 1 }),
      quantity: fc.integer({ min: 1, max: 3 }),
    })
    const shuffled = fc
      .array(change, { maxLength: 14 })
      .map((all) =>
        all.map(
          ({ change, items, quantity }, n): CartNews => ({
            at: START + n * 6 * MINUTE * 0.7,
            change,
            lines: items.map((item) => line(item, quantity)),
          }),
        ),
      )
      // An order a little older than a whole cart empties it: that is the one thing which order decides.
      .filter(
        (all) =>
          !(all.some(({ change }) => change === 'set') && all.some(({ change }) => change === 'order')),
      )
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
    const linesOf = (all: readonly CartNews[]) =>
      all.reduce<{ past: ReturnType<typeof pastOf>; lines: readonly object[] }>(
        (now, news) => withNews(now.past, news) ?? now,
        { past: pastOf([]), lines: [] },
      ).lines
    fc.assert(
      fc.property(shuffled, ([told, heard]) => {
        expect(linesOf(heard)).toEqual(linesOf(told))
      }),
    )
  })

  it('keeps what it needs for that small, however long the cart lives', () => {
    const { shopper } = after(
      Array.from({ length: 300 }, (_, n) => cart(n * MINUTE, 'add', line(`i${n % 40}`))),
    )
    expect(shopper.cart_past?.steps.length).toBeLessThanOrEqual(16)
    const large = after([cart(0, 'set', ...Array.from({ length: 400 }, (_, n) => line(`i${n}`)))])
    expect(JSON.stringify(large.shopper).length).toBeLessThan(64 * 1024)
  })
})

describe('what the shop says late', () => {
  it('an older consent does not take back a later "write no more"', () => {
    const events = [
      { at: START + 9, kind: 'unsubscribed' as const },
      { at: START + 3, kind: 'subscribed' as const },
    ]
    expect(after(events).shopper.stopped).toBe(START + 9)
    expect(after(events.toReversed()).shopper.stopped).toBe(START + 9)
    expect(after([...events, { at: START + 12, kind: 'subscribed' }]).shopper.stopped).toBeNull()
    const late = [
      { at: START + 9, kind: 'subscribed' as const },
      { at: START + 3, kind: 'unsubscribed' as const },
    ]
    expect(after(late).shopper.stopped).toBeNull()
  })

  it('older traits fill gaps and change nothing; an older balance of points neither', () => {
    const { shopper } = after([
      { at: START + 9, kind: 'identified', traits: { name: 'Olena', region: 'Kyiv' } },
      { at: START + 3, kind: 'identified', traits: { name: 'Lena', phone: '+380' } },
      { at: START + 9, kind: 'points_added', points: 5, balance: 50 },
      { at: START + 3, kind: 'points_added', points: 5, balance: 45 },
    ])
    expect(shopper.traits).toEqual({ name: 'Olena', region: 'Kyiv', phone: '+380', points: 50 })
  })

  it('an order of last week counts, and nobody is thanked for it now', () => {
    const old = after([order(0, line('mug'))], START + 7 * DAY)
    expect(old).toMatchObject({ said: 0, shopper: { orders: { count: 1 } } })
    expect(after([order(0, line('mug'))]).said).toBe(1)
  })
})

describe('what doors see', () => {
  it("stands where the shop has said nothing, and never over the shop's word", () => {
    const seen = { device: 'phone', region: 'PL', source: 'google' }
    const { shopper } = after([
      { at: START, kind: 'identified', traits: { region: 'Kyiv' } },
      { at: START + 1, kind: 'hesitated', sign: 'x', trust: 'hint', seen },
      { at: START + 2, kind: 'identified', trust: 'hint', traits: { region: 'Lviv', source: 'news' } },
    ])
    expect(seenOf(shopper)).toEqual({ device: 'phone', region: 'Kyiv', source: 'news' })
    expect(shopper.traits).toEqual({ region: 'Kyiv' })
  })
})
