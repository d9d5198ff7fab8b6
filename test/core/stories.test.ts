// Stories of one shopper: what happened, what follows. Decided by core alone.
import { describe, expect, it } from 'vitest'
import { createWorld, DAY, HOUR, idIn, MINUTE, rulebookOf, SHOP } from './world.ts'

const CART = `
flow: cart
about: A cart was left.
start: { on: cart_abandoned, after: 45m, when: cart.total >= 1000 }
goal: { order_within: 7d }
campaign: { budget: 1200 UAH, holdout: 20%, until: none }
steps:
  - id: why
    ask: abandoned_cart.why
    choices: [price, shipping_cost, human]
    wait: 12h
    silent: [{ say: abandoned_cart.silent }]
  - offer:
      - { when: cart.total >= shop.large_order, escalate: large_order }
      - { when: 'segment.first_purchase && reason == "price"', give: percent_15 }
      - { when: 'reason == "shipping_cost"', give: free_shipping }
    else: { say: abandoned_cart.keep }
`
const THANKS = `
flow: thanks
about: After an order.
start: { on: order_completed, after: 1h }
steps: [{ say: thank_you.order }]
`
const SILENT_OFFER = `
flow: lapsed
about: Gone for a month.
start: { on: segment_entered, segment: lapsed, at_most: once per 60d }
campaign: { budget: none, until: none }
steps: [{ give: fixed_100 }]
`

const inOffer = idIn('cart', 'offer', 0.2)
const heldOut = idIn('cart', 'holdout', 0.2)
const cart = (id = inOffer) => createWorld(rulebookOf({ cart: CART }), id)

describe('an abandoned cart', () => {
  it('is asked about after 45 minutes without activity, once', () => {
    const world = cart()
    world.adds(2500)
    world.passes(44 * MINUTE)
    expect(world.heard()).toEqual([])
    world.happens({ kind: 'viewed', item: 'x' })
    world.passes(44 * MINUTE)
    expect(world.heard()).toEqual([])
    world.passes(MINUTE)
    expect(world.heard()).toEqual(['abandoned_cart.why'])
    expect(world.shopper.carts_abandoned).toBe(1)
    world.happens({ kind: 'viewed', item: 'x' })
    world.passes(3 * HOUR)
    expect(world.heard()).toEqual([])
    expect(world.shopper.carts_abandoned).toBe(1)
  })

  it('is none once the order took its lines out', () => {
    const world = cart()
    world.adds(2500)
    world.happens({
      kind: 'order_completed',
      order: { id: 'o1', total: 250_000, lines: [{ item: 'i2500', price: 250_000, quantity: 1 }] },
    })
    world.passes(2 * HOUR)
    expect(world.shopper.carts_abandoned).toBe(0)
    expect(world.shopper.cart).toBeNull()
  })

  it('below the rule counts as abandoned and starts nothing', () => {
    const world = cart()
    world.adds(500)
    world.passes(HOUR)
    expect(world.heard()).toEqual([])
    expect(world.shopper.carts_abandoned).toBe(1)
  })

  it('gets what the reason calls for, and the budget is reserved at the worst case', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.says('price')
    expect(world.heard()).toEqual(['abandoned_cart.why', 'bot.code'])
    expect(world.budget('cart')).toEqual({ reserved: 60_000, spent: 0 })
  })

  it('is left alone after silence', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.heard()
    world.passes(12 * HOUR)
    expect(world.heard()).toEqual(['abandoned_cart.silent'])
    expect(world.shopper.talks).toEqual([])
  })

  it('of a held out shopper hears nothing, and is enrolled all the same', () => {
    const world = cart(heldOut)
    world.adds(2500)
    world.passes(DAY)
    expect(world.heard()).toEqual([])
    expect(world.shopper.enrolments.map(({ campaign, arm }) => [campaign, arm])).toEqual([
      ['cart', 'holdout'],
    ])
  })

  it('of a large sum goes to an agent and gets no code by itself', () => {
    const world = cart()
    world.adds(25_000)
    world.passes(HOUR)
    world.says('price')
    expect(world.heard()).toEqual(['abandoned_cart.why', 'bot.agent_coming'])
    expect(world.shopper.codes).toEqual([])
    expect(world.shopper.tickets[0]?.reason).toBe('large_order')
  })
})

describe('an agent', () => {
  const escalated = () => {
    const world = cart()
    world.adds(25_000)
    world.passes(HOUR)
    world.says('price')
    world.heard()
    return { world, ticket: world.shopper.tickets[0]?.id ?? '' }
  }
  const approve = (ticket: string, ceiling = 2_500_000) =>
    ({ act: 'approve', ticket, offer: 'percent_15', ceiling }) as const

  it('approves, and the code comes out of the same budget under the name of the agent', () => {
    const { world, ticket } = escalated()
    const done = world.happens({ kind: 'agent', agent: 'olena', does: approve(ticket) })
    expect(done.reply).toMatchObject({ kind: 'done', ticket })
    expect(world.heard()).toEqual(['bot.approved', 'bot.code'])
    expect(world.shopper.codes[0]).toMatchObject({ agent: 'olena', offer: 'percent_15', reserved: 60_000 })
  })

  it('who comes second is told who was first, and nothing changes', () => {
    const { world, ticket } = escalated()
    world.happens({ kind: 'agent', agent: 'olena', does: approve(ticket) })
    const second = world.happens({
      kind: 'agent',
      agent: 'taras',
      does: { act: 'decline', ticket, why: 'no' },
    })
    expect(second.reply).toMatchObject({ kind: 'refused', reason: 'already_decided', by: 'olena' })
    expect(world.shopper.codes).toHaveLength(1)
  })

  it('is asked again when the cart would cost more than was approved', () => {
    const { world, ticket } = escalated()
    const saw = 60_000 - 1
    const done = world.happens({ kind: 'agent', agent: 'olena', does: approve(ticket, saw) })
    expect(done.reply).toMatchObject({ kind: 'refused', reason: 'cart_changed', now: 60_000, missing: 1 })
    expect(world.shopper.codes).toEqual([])
  })

  it('who does not answer in time is not waited for', () => {
    const { world } = escalated()
    world.passes(15 * MINUTE)
    expect(world.heard()).toEqual(['bot.agent_silent'])
    expect(world.shopper.tickets[0]?.state).toBe('expired')
  })

  it('who has taken the talk over is alone with the shopper until handing back', () => {
    const { world, ticket } = escalated()
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'take_over', ticket } })
    world.heard()
    world.says('price')
    expect(world.heard()).toEqual([])
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'send', ticket, text: 'Good day!' } })
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'note', ticket, text: 'wants two' } })
    expect(world.heard()).toEqual(['Good day!'])
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'hand_back', ticket } })
    world.heard()
    world.says('greeting')
    expect(world.heard()).toEqual(['bot.greeting'])
  })
})

describe('a huge cart', () => {
  it('keeps its sum, and the document small', () => {
    const world = cart()
    const line = (n: number) => ({
      item: `item-${n}`,
      title: 'x'.repeat(200),
      category: 'c',
      price: 100,
      quantity: 2,
    })
    for (let n = 0; n < 3; n++) {
      const lines = Array.from({ length: 2_000 }, (_, i) => line(n * 2_000 + i))
      world.happens({ kind: 'cart_changed', change: 'add', lines })
    }
    const kept = world.shopper.cart?.lines ?? []
    expect(kept.reduce((sum, one) => sum + one.price * one.quantity, 0)).toBe(6_000 * 200)
    expect(JSON.stringify(world.shopper).length).toBeLessThan(64 * 1024)
  })
})

describe('a second campaign', () => {
  const LARGE = `
flow: large
about: A large cart.
start: { on: cart_changed, when: cart.total >= shop.large_order }
priority: 10
campaign: { budget: 5000 UAH, until: none }
steps:
  - ask: large_order.help
    into: wants_agent
    choices: [accept, decline]
    wait: 2h
  - { when: wants_agent == "accept", escalate: large_order }
`
  it('queues behind a question, and does not talk into an agent who is awaited', () => {
    const world = createWorld(rulebookOf({ cart: CART, large: LARGE }), inOffer)
    world.adds(25_000)
    world.passes(HOUR)
    world.presses('accept')
    expect(world.heard()).toEqual(['large_order.help', 'bot.agent_coming'])
    world.happens({
      kind: 'agent',
      agent: 'olena',
      does: { act: 'decline', ticket: world.shopper.tickets[0]?.id ?? '', why: 'no' },
    })
    expect(world.heard()).toEqual(['bot.agent_declined'])
    world.passes(3 * DAY)
    expect(world.heard()).toEqual([])
  })
})

describe('a code', () => {
  const issued = () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.says('price')
    world.heard()
    return { world, code: world.shopper.codes[0]?.id ?? '' }
  }

  it('is settled at what the order took, and the rest goes back', () => {
    const { world, code } = issued()
    world.orders('o1', 2500, code)
    expect(world.shopper.codes[0]?.state).toBe('redeemed')
    expect(world.budget('cart')).toEqual({ reserved: 0, spent: 37_500 })
  })

  it('takes off no more than was reserved', () => {
    const { world, code } = issued()
    world.orders('o1', 19_000, code)
    expect(world.budget('cart')).toEqual({ reserved: 0, spent: 60_000 })
  })

  it('comes back with the cancelled order, and is reserved for again', () => {
    const { world, code } = issued()
    world.orders('o1', 2500, code)
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    expect(world.shopper.codes[0]?.state).toBe('issued')
    expect(world.budget('cart')).toEqual({ reserved: 60_000, spent: 0 })
  })

  it('is reminded of before its end, then expires, and its money is free when orders can no longer arrive', () => {
    const { world } = issued()
    world.passes(42 * HOUR)
    expect(world.heard()).toEqual(['bot.reminder'])
    world.passes(6 * HOUR)
    expect(world.shopper.codes[0]?.state).toBe('expired')
    expect(world.budget('cart').reserved).toBe(60_000)
    world.passes(7 * DAY)
    expect(world.budget('cart')).toEqual({ reserved: 0, spent: 0 })
  })

  it('is judged by the time of the order, also when we hear of it late', () => {
    const { world, code } = issued()
    const inTime = world.now
    world.passes(3 * DAY)
    world.orders('o1', 2500, code, inTime)
    expect(world.shopper.codes[0]?.redemptions[0]?.overrun).toBeUndefined()
    expect(world.budget('cart')).toEqual({ reserved: 0, spent: 37_500 })
  })

  it('used late, twice or by a stranger is recorded as an overrun, never hidden', () => {
    const late = issued()
    late.world.passes(3 * DAY)
    late.world.orders('o1', 2500, late.code)
    expect(late.world.shopper.codes[0]?.redemptions[0]?.overrun).toBe('late')
    const twice = issued()
    twice.world.orders('o1', 2500, twice.code)
    twice.world.orders('o2', 2500, twice.code)
    expect(twice.world.shopper.codes[0]?.redemptions.map((use) => use.overrun)).toEqual([undefined, 'twice'])
    const stranger = issued()
    stranger.world.happens({
      kind: 'code_used',
      code: stranger.code,
      order: { id: 'x', total: 250_000, lines: [] },
    })
    expect(stranger.world.shopper.codes[0]?.redemptions[0]?.overrun).toBe('foreign')
    expect(stranger.world.budget('cart').spent).toBe(37_500)
  })

  it('that was taken back stays so, whatever becomes of an order', () => {
    const { world, code } = issued()
    world.happens({ kind: 'agent', agent: 'olena', does: { act: 'revoke', code, why: 'fraud' } })
    world.orders('o1', 2500, code)
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    expect(world.shopper.codes[0]?.state).toBe('revoked')
    expect(world.budget('cart')).toEqual({ reserved: 0, spent: 0 })
  })

  it('does not earn what was cancelled: the row of its campaign counts the order no more', () => {
    const { world, code } = issued()
    world.orders('o1', 2500, code)
    expect(world.shopper.enrolments[0]).toMatchObject({ orders: 1, revenue: 250_000 })
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    expect(world.shopper.enrolments[0]).toMatchObject({ orders: 0, revenue: 0 })
    world.happens({ kind: 'order_cancelled', order: 'never-heard-of' })
    expect(world.shopper.orders.count).toBe(0)
  })

  it('may be refused at the till: too small an order says what is missing', () => {
    const { world, code } = issued()
    const order = { id: 'o1', total: 70_000, lines: [] }
    expect(world.happens({ kind: 'redeem', code, order, own: true }).reply).toEqual({
      kind: 'refused',
      valid: false,
      reason: 'minimum',
      missing: 30_000,
    })
  })

  it('is redeemed once; rolled back it may be used again', () => {
    const { world, code } = issued()
    const redeem = (order: string) =>
      world.happens({ kind: 'redeem', code, order: { id: order, total: 250_000, lines: [] }, own: true })
        .reply
    expect(redeem('o1')).toMatchObject({ kind: 'redeemed', amount: 37_500, redemption: `${code}-1` })
    expect(redeem('o2')).toMatchObject({ kind: 'refused', reason: 'redeemed' })
    world.happens({ kind: 'roll_back', redemption: `${code}-1` })
    world.happens({ kind: 'roll_back', redemption: `${code}-1` })
    expect(world.budget('cart')).toEqual({ reserved: 60_000, spent: 0 })
    expect(redeem('o3')).toMatchObject({ kind: 'redeemed' })
  })

  it('is shown again to the same shopper who asks again, not issued anew', () => {
    const { world } = issued()
    world.says('ask_discount')
    expect(world.heard()).toEqual(['bot.code_again'])
    expect(world.shopper.codes).toHaveLength(1)
  })

  it('is not issued beyond the budget: the next row is tried', () => {
    const book = rulebookOf({ cart: CART.replace('1200 UAH', '500 UAH') })
    const world = createWorld(book, inOffer)
    world.adds(2500)
    world.passes(HOUR)
    world.says('price')
    expect(world.heard()).toEqual(['abandoned_cart.why', 'abandoned_cart.keep'])
    expect(world.budget('cart')).toEqual({ reserved: 0, spent: 0 })
  })
})

describe('what a shopper writes', () => {
  it('in pieces is answered once', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.heard()
    world.happens({ kind: 'said', text: 'too', address: { channel: 'web', id: 'visitor-1' } })
    world.passes(1_000)
    world.happens({ kind: 'said', text: 'expensive', address: { channel: 'web', id: 'visitor-1' } })
    world.passes(1_000, { label: 'price', confidence: 0.9, lang: 'en' })
    expect(world.heard()).toEqual([])
    expect(world.shopper.heard?.pieces).toEqual(['too', 'expensive'])
    world.passes(1_000, { label: 'price', confidence: 0.9, lang: 'en' })
    expect(world.heard()).toEqual(['bot.code'])
  })

  it('unclearly is asked back twice, then the talk goes on', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.heard()
    world.says('price', 0.2)
    world.says('other')
    expect(world.heard()).toEqual([
      'bot.asked_back',
      'abandoned_cart.why',
      'bot.asked_back',
      'abandoned_cart.why',
    ])
    world.says('other')
    expect(world.heard()).toEqual(['abandoned_cart.keep'])
  })

  it('to stop ends everything, for good', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.says('stop')
    expect(world.heard()).toEqual(['abandoned_cart.why', 'bot.stopped'])
    world.adds(9000)
    world.passes(30 * DAY)
    expect(world.heard()).toEqual([])
  })

  it('a held out shopper is answered, without offers', () => {
    const world = cart(heldOut)
    world.says('ask_discount')
    expect(world.heard()).toEqual(['bot.no_offer'])
  })
})

describe('what is said', () => {
  it('in answer to a shopper leaves before what nobody asked for', () => {
    const world = cart()
    world.adds(2500)
    const ranks = () => world.takeEffects().flatMap((one) => (one.kind === 'say' ? [one.answer] : []))
    world.passes(HOUR)
    expect(ranks()).toEqual([false])
    world.says('price')
    expect(ranks()).toEqual([true])
    world.passes(42 * HOUR)
    expect(ranks()).toEqual([false])
  })
})

describe('other starts', () => {
  it('wait for their time, and lapse with what they were about', () => {
    const world = createWorld(rulebookOf({ thanks: THANKS }))
    world.orders('o1', 500)
    world.passes(59 * MINUTE)
    expect(world.heard()).toEqual([])
    world.passes(MINUTE)
    expect(world.heard()).toEqual(['thank_you.order'])
  })

  it('a month of silence is noticed on its day, without a look each day', () => {
    const world = createWorld(rulebookOf({ lapsed: SILENT_OFFER }))
    world.orders('o1', 500)
    expect(world.due).toBe(world.now + 30 * DAY)
    world.passes(30 * DAY - 1)
    expect(world.heard()).toEqual([])
    world.passes(1)
    expect(world.heard()).toEqual(['bot.code'])
  })
})

describe('a change of the rules', () => {
  it('leaves a talk its steps and texts, but not its offers', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    const edited = CART.replace('give: percent_15', 'give: fixed_100').replace(
      'choices: [price, shipping_cost, human]',
      'choices: [human]',
    )
    world.edits(rulebookOf({ cart: edited }, SHOP))
    world.presses('price')
    expect(world.shopper.codes[0]?.offer).toBe('percent_15')
  })

  it('a paused campaign issues no more code in a talk that is under way', () => {
    const world = cart()
    world.adds(2500)
    world.passes(HOUR)
    world.heard()
    world.edits(rulebookOf({ cart: CART.replace('until: none', 'until: none, paused: true') }))
    world.presses('price')
    expect(world.heard()).toEqual(['abandoned_cart.keep'])
    expect(world.shopper.codes).toEqual([])
  })
})
