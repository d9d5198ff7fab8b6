// What a visit's pages and signs become in the shopper's document, and flows that start on the level.
import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../src/core/event.ts'
import { hesitationNow } from '../../../src/core/hesitation/hesitation-now.ts'
import { sessionSeen } from '../../../src/core/hesitation/session-seen.ts'
import { createWorld, HOUR, MINUTE, rulebookOf } from '../world.ts'

const flow = (when: string): string => `
flow: help
about: Help whoever hesitates.
start: { on: hesitation, when: ${when} }
goal: { order_within: 3d }
campaign: { budget: none, holdout: 0%, until: none }
steps:
  - say: hesitation.here
`
const rulebook = rulebookOf({ help: flow('hesitation.level >= 0.6') })

const worldWith = (book = rulebook) => {
  const world = createWorld(book)
  const said = () => hesitationNow(world.shopper, world.now, null)
  const page = (kind: string, more: object = {}) =>
    world.happens({ kind: 'viewed', page: kind, ...more } as Happening)
  const views = (item: string) => world.happens({ kind: 'viewed', item })
  return { world, said, page, views, words: () => said().said.map(({ en }) => en) }
}

describe('signs of a visit', () => {
  it('a page is come back to only after another one', () => {
    const { page, words } = worldWith()
    page('delivery')
    page('delivery')
    expect(words()).toEqual(['read about the delivery cost'])
    page('cart')
    page('delivery')
    expect(words()).toEqual(['came back to the delivery cost'])
  })

  it('a step back from the checkout is one, a step on is none', () => {
    const { page, words } = worldWith()
    page('checkout', { step: 1 })
    page('checkout', { step: 2 })
    expect(words()).toEqual([])
    page('checkout', { step: 1 })
    page('cart')
    expect(words()).toEqual(['stepped back from the checkout twice'])
  })

  it('the checkout that is told with its goods is the checkout', () => {
    const { world, words } = worldWith()
    const lines = [{ item: 'mug', price: 39_000, quantity: 1 }]
    world.happens({ kind: 'cart_changed', change: 'set', lines, page: 'checkout' })
    world.happens({ kind: 'cart_changed', change: 'set', lines, page: 'cart' })
    expect(words()).toEqual(['stepped back from the checkout'])
    world.happens({ kind: 'cart_changed', change: 'set', lines: [], page: 'cart' })
    expect(words()).toContain('took something out of the cart')
  })

  it('the same goods again after the cart, to and fro between two: comparing', () => {
    const { views, page, words } = worldWith()
    views('mug')
    page('cart')
    views('mug')
    expect(words()).toEqual(['came back to the same goods'])
    views('cup')
    views('mug')
    expect(words()).toContain('compared goods')
  })

  it('time on a page counts, by the page that follows or by its own word, never beyond our clock', () => {
    const { world, page, words } = worldWith()
    page('cart')
    world.passes(2 * MINUTE)
    page('list')
    expect(words()).toEqual(['looked at the cart for long'])
    page('cart')
    world.passes(20_000)
    world.happens({ kind: 'page_left', page: 'cart', seconds: 9_000 })
    expect(words()).toEqual(['looked at the cart for long'])
    expect(world.shopper.hesitation?.tally.account).toEqual([2, 140])
  })

  it('a page that only says that it was left was looked at', () => {
    const { world, page, words } = worldWith()
    page('cart')
    world.happens({ kind: 'page_left', page: 'delivery', seconds: 30 })
    world.happens({ kind: 'page_left', page: 'cart', seconds: 10 })
    world.happens({ kind: 'page_left', page: 'delivery', seconds: 30 })
    expect(words()).toEqual(['came back to the delivery cost'])
  })

  it('a new visit begins anew, and to a full cart it is a coming back', () => {
    const { world, page, words } = worldWith()
    world.adds(500)
    page('delivery')
    page('cart')
    page('delivery')
    world.passes(3 * HOUR)
    expect(words()).toEqual(['came back to the delivery cost'])
    page('delivery')
    expect(words()).toEqual(['read about the delivery cost', 'came back to a full cart on another visit'])
  })

  it('an order ends it', () => {
    const { world, page, said } = worldWith()
    page('delivery')
    world.orders('o1', 500)
    expect(said()).toMatchObject({ level: 0, reason: null, said: [] })
  })

  it('a page that repeats itself a thousand times fills no document', () => {
    const { world, page, views, said } = worldWith()
    for (let i = 0; i < 1000; i++) {
      page(['delivery', 'cart', 'returns', 'checkout', 'sizes', 'nonsense'][i % 6]!)
      views(`item ${i}`)
      world.happens({ kind: 'hesitated', sign: `sign ${i}` })
    }
    expect(JSON.stringify(world.shopper.hesitation).length).toBeLessThan(1500)
    expect(said().level).toBeLessThan(1)
  })
})

describe('flows that ask for the level', () => {
  it('start when it is reached, by whatever sign', () => {
    const { world, page } = worldWith()
    page('delivery')
    for (let i = 0; i < 2; i++) {
      page('cart')
      page('delivery')
    }
    expect(world.heard()).toEqual([])
    page('cart')
    page('delivery')
    expect(world.heard()).toEqual(['hesitation.here'])
  })

  it('others start on the shop’s own signs only, as ever', () => {
    const { world, page } = worldWith(rulebookOf({ help: flow('cart.total >= 100') }))
    world.adds(500)
    for (let i = 0; i < 5; i++) {
      page('delivery')
      page('cart')
    }
    expect(world.heard()).toEqual([])
    world.happens({ kind: 'hesitated', sign: 'exit_intent' })
    expect(world.heard()).toEqual(['hesitation.here'])
  })

  it('may ask for the barrier and for the chance of an order; without a chance the rule does not hold', () => {
    const rule = 'hesitation.reason == "price" && session.buys < 0.5'
    const { world } = worldWith(rulebookOf({ help: flow(`'${rule}'`) }))
    world.happens({ kind: 'hesitated', sign: 'coupon_denied' })
    expect(world.heard()).toEqual([])
    world.around = { buys: 0.2 }
    world.happens({ kind: 'hesitated', sign: 'coupon_denied' })
    expect(world.heard()).toEqual(['hesitation.here'])
  })
})

describe('the visit as a chance is told from it', () => {
  it('looks and seconds by kind of page, the month and the day by the shop’s clock', () => {
    const { world, page, views } = worldWith()
    views('mug')
    world.passes(MINUTE)
    page('delivery')
    world.passes(30_000)
    page('cart')
    expect(sessionSeen(world.shopper, rulebook.shop, world.now)).toEqual({
      ...{ account: 1, account_seconds: 0, info: 1, info_seconds: 30, goods: 1, goods_seconds: 60 },
      ...{ month: 11, weekend: false, returning: false },
    })
    expect(sessionSeen(world.shopper, rulebook.shop, world.now + HOUR)).toBeNull()
  })

  it('looks from before there was a shopper are looks at goods', () => {
    const { world } = worldWith()
    const at = world.now
    world.happens({
      ...{ kind: 'viewed', item: 'mug' },
      looked: [{ views: 4, first: at - 5 * MINUTE, last: at - MINUTE }],
    } as Happening)
    expect(world.shopper.hesitation?.tally.goods).toEqual([5, 240])
  })
})
