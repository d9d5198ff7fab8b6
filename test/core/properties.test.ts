// What holds for any history: the same bytes, caps, budgets, one live code, silence where it was asked for.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/core/decide.ts'
import { LABELS } from '../../src/core/meaning.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { dueOf } from '../../src/core/time/due.ts'
import { freezeDeeply } from '../../src/rulebook/freeze.ts'
import { CHAT, createWorld, DAY, HOUR, idIn, MINUTE, rulebookOf, shippedRulebook } from './world.ts'

const shipped = shippedRulebook()
const tight = rulebookOf({
  cart: `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m, at_most: 2 per 14d }
goal: { order_within: 7d }
campaign: { budget: 700 UAH, holdout: 50%, until: none }
steps:
  - ask: abandoned_cart.why
    choices: [price, shipping_cost, not_ready]
    wait: 2h
    silent: [{ give: fixed_100 }]
  - offer:
      - { when: reason == "price", give: percent_15 }
      - { when: reason == "shipping_cost", give: free_shipping }
    else: { say: abandoned_cart.keep }
`,
  discount: `
flow: discount
about: Asked for a code.
start: { on: ask_discount }
campaign: { budget: 300 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
})

type Step =
  | { readonly do: 'add' | 'order' | 'order_with_code'; readonly price: number }
  | { readonly do: 'view' | 'open' | 'sign' | 'cancel' | 'hesitate' | 'subscribe' }
  | { readonly do: 'say'; readonly label: (typeof LABELS)[number]; readonly confidence: number }
  | { readonly do: 'press'; readonly choice: string }
  | { readonly do: 'pass'; readonly time: number }
  | { readonly do: 'agent'; readonly act: 'approve' | 'decline' | 'take_over' | 'hand_back' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('add', 'order', 'order_with_code'),
    price: fc.integer({ min: 1, max: 30_000 }),
  }),
  fc.record({ do: fc.constantFrom('view', 'open', 'sign', 'cancel', 'hesitate', 'subscribe') }),
  fc.record({
    do: fc.constant('say' as const),
    label: fc.constantFrom(...LABELS),
    confidence: fc.constantFrom(0.2, 0.9),
  }),
  fc.record({
    do: fc.constant('press' as const),
    choice: fc.constantFrom('price', 'shipping_cost', 'human', 'nonsense'),
  }),
  fc.record({
    do: fc.constant('pass' as const),
    time: fc.constantFrom(MINUTE, 46 * MINUTE, 3 * HOUR, DAY, 8 * DAY, 40 * DAY),
  }),
  fc.record({
    do: fc.constant('agent' as const),
    act: fc.constantFrom('approve', 'decline', 'take_over', 'hand_back'),
  }),
) as fc.Arbitrary<Step>

type World = ReturnType<typeof createWorld>

const play = (world: World, steps: readonly Step[], watch: () => void): void => {
  let orders = 0
  for (const one of steps) {
    const ticket = world.shopper.tickets.at(-1)?.id ?? 'none'
    switch (one.do) {
      case 'add':
        world.adds(one.price)
        break
      case 'order':
        world.orders(`o${++orders}`, one.price)
        break
      case 'order_with_code':
        world.orders(`o${++orders}`, one.price, world.shopper.codes.at(-1)?.id)
        break
      case 'cancel':
        world.happens({ kind: 'order_cancelled', order: `o${orders}` })
        break
      case 'view':
        world.happens({ kind: 'viewed' })
        break
      case 'open':
        world.happens({ kind: 'chat_opened', address: CHAT })
        break
      case 'sign':
        world.happens({ kind: 'signed_in' })
        break
      case 'hesitate':
        world.happens({ kind: 'hesitated', sign: 'exit_intent' })
        break
      case 'subscribe':
        world.happens({ kind: 'subscribed' })
        break
      case 'say':
        world.says(one.label, one.confidence)
        break
      case 'press':
        world.presses(one.choice)
        break
      case 'pass':
        world.passes(one.time, { label: 'other', confidence: 0.9, lang: 'en' })
        break
      case 'agent': {
        const does = {
          approve: { act: 'approve', ticket, offer: 'percent_15', ceiling: 9_000_000 },
          decline: { act: 'decline', ticket, why: 'no' },
          take_over: { act: 'take_over', ticket },
          hand_back: { act: 'hand_back', ticket },
        } as const
        world.happens({ kind: 'agent', agent: 'olena', does: does[one.act] })
      }
    }
    watch()
  }
}

const steps = fc.array(step, { maxLength: 40 })

describe('any history', () => {
  it('decided again gives the same bytes, and no input is touched', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const once = createWorld(shipped)
        const again = createWorld(shipped)
        play(once, history, () => {})
        play(again, history, () => {})
        expect(JSON.stringify(again.shopper)).toBe(JSON.stringify(once.shopper))
        expect(again.heard()).toEqual(once.heard())
      }),
      { numRuns: 200 },
    )
  })

  it('keeps to one question at a time, one live code, a small document, and a wake-up that is written', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const world = createWorld(shipped)
        play(world, history, () => {
          const { shopper, now } = world
          expect(shopper.talks.filter((talk) => talk.waits === 'answer').length).toBeLessThanOrEqual(1)
          expect(
            shopper.codes.filter((code) => code.state === 'issued' && now < code.until).length,
          ).toBeLessThanOrEqual(1)
          expect(JSON.stringify(shopper).length).toBeLessThan(64 * 1024)
          expect(world.due).toBe(dueOf(shipped, shopper))
        })
      }),
      { numRuns: 200 },
    )
  })

  it('never passes a budget at issue, gives everything back in the end, and offers nothing to the held out', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom('offer', 'holdout'), (history, arm) => {
        const world = createWorld(tight, idIn('cart', arm, 0.5))
        let paid = 0
        play(world, history, () => {
          for (const [name, ceiling] of [
            ['cart', 70_000],
            ['discount', 30_000],
          ] as const) {
            const { reserved, spent } = world.budget(name)
            const overrun = world.shopper.codes.flatMap((code) => code.redemptions).some((use) => use.overrun)
            paid = Math.max(paid, spent)
            if (!overrun) expect(reserved + spent).toBeLessThanOrEqual(ceiling)
            expect(reserved).toBeGreaterThanOrEqual(0)
            expect(spent).toBeGreaterThanOrEqual(0)
          }
          const cart = world.shopper.enrolments.filter((row) => row.campaign === 'cart')
          const byHand = world.shopper.codes.some((code) => code.agent)
          if (arm === 'holdout' && !byHand) expect(cart.flatMap((row) => row.codes)).toEqual([])
        })
        world.passes(60 * DAY, { label: 'other', confidence: 0.9, lang: 'en' })
        expect(world.budget('cart').reserved).toBe(0)
        expect(world.budget('discount').reserved).toBe(0)
      }),
      { numRuns: 400 },
    )
  })

  it('says nothing of itself to a shopper who asked us to stop; only an answer, or a new consent, breaks the silence', () => {
    const spoken = new Set(['say', 'press', 'agent', 'subscribe'])
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const world = createWorld(shipped)
        play(world, before, () => {})
        world.says('stop')
        world.heard()
        play(
          world,
          after.filter((one) => !spoken.has(one.do)),
          () => {},
        )
        expect(world.heard()).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('whatever an event holds, decide answers and does not throw', () => {
    const odd = fc.record({
      kind: fc.constantFrom('code_used', 'redeem'),
      code: fc.string(),
      own: fc.boolean(),
    })
    fc.assert(
      fc.property(odd, ({ kind, code, own }) => {
        const order = { id: 'x', total: 1, lines: [] }
        const event = { id: 'e', at: 0, received: 0, trust: 'fact' as const, kind, code, own, order }
        const decided = decide({ now: shipped, pinned: {} }, freezeDeeply(newShopper('s', 0)), event as never)
        expect(decided.kind).toBe('decided')
      }),
      { numRuns: 30 },
    )
  })
})
