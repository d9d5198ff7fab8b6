// Everything that can happen, at random: each kind of event, told in time, late or again, agents' acts, and folds.
// What it is about (an order, a code, a ticket) is picked when it happens, from what is there.
import fc from 'fast-check'
import type { AgentAct } from '../../../src/core/agents/agent-act.ts'
import type { Happening } from '../../../src/core/event.ts'
import { LABELS } from '../../../src/core/meaning.ts'
import { DAY, HOUR, MINUTE } from '../world.ts'
import type { Shop } from './shop.ts'

const PRICES = [5_000, 90_000, 150_000, 2_500_000] as const

const person = fc.nat(2)
const pick = fc.nat(5)
const late = fc.constantFrom(0, 0, 0, MINUTE, 3 * HOUR, 5 * DAY, 35 * DAY)

const lines = fc.array(
  fc.record({
    item: fc.constantFrom('a', 'b', 'c', 'd'),
    price: fc.constantFrom(...PRICES),
    quantity: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
)

const AGENT_ACTS = [
  ...['approve', 'decline', 'take_over', 'hand_back', 'close', 'note', 'send', 'issue', 'revoke'],
] as AgentAct['act'][]

const simple = fc.constantFrom<Happening>(
  { kind: 'viewed' },
  { kind: 'hesitated', sign: 'exit_intent' },
  { kind: 'signed_in' },
  { kind: 'subscribed' },
  { kind: 'unsubscribed' },
  { kind: 'action_done', action: 'review' },
  { kind: 'points_added', points: 10 },
  { kind: 'points_added', points: 10, balance: 70 },
  { kind: 'item_saved', item: 'a', saved: true, price: 90_000 },
  { kind: 'item_saved', item: 'a', saved: false },
  { kind: 'identified', traits: { birthday: '11-25', name: 'O' } },
  { kind: 'identified', traits: { language: 'uk', points: 5 } },
  { kind: 'shopper_imported', traits: { region: 'UA' }, consent: true },
  { kind: 'shopper_imported', traits: {}, consent: false },
)

export const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('simple' as const),
      who: person,
      what: simple,
      late,
      repeat: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('cart' as const), who: person, lines, late },
      change: fc.constantFrom('add' as const, 'add' as const, 'set' as const, 'remove' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('order' as const), who: person, order: fc.nat(6), lines, late },
      code: fc.constantFrom('none', 'own', 'any'),
      pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('cancel' as const), who: person, order: fc.nat(6), late },
      part: fc.option(lines, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('till' as const), who: person, order: fc.nat(30), pick, late },
      verb: fc.constantFrom(
        'redeem' as const,
        'roll_back' as const,
        'returned' as const,
        'imported' as const,
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ do: fc.constant('say' as const), who: person, label: fc.constantFrom(...LABELS) },
      sure: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('press' as const), who: person },
      choice: fc.constantFrom('price', 'shipping_cost', 'fit', 'human', 'accept', 'nonsense'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), who: person }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('agent' as const), who: person, pick },
      act: fc.constantFrom(...AGENT_ACTS),
      offer: fc.constantFrom('percent_15', 'fixed_100', 'points_50'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      time: fc.constantFrom(MINUTE, 11 * MINUTE, 46 * MINUTE, 3 * HOUR, DAY, 8 * DAY, 40 * DAY),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('fold' as const), who: person, with: person, whole: fc.boolean() },
      why: fc.constantFrom('log_in' as const, 'email' as const, 'alias' as const),
    }),
  },
)

export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

const sum = (all: readonly { price: number; quantity: number }[]): number =>
  all.reduce((total, { price, quantity }) => total + price * quantity, 0)

const agentAct = (
  shop: Shop,
  id: string,
  { act: kind, offer, pick: n }: Extract<Act, { do: 'agent' }>,
): AgentAct => {
  const shopper = shop.shopper(id)
  const ticket = shopper.tickets.at(-1 - (n % 2))?.id ?? 'none'
  const code = shopper.codes.at(n)?.id ?? 'none'
  const campaign = shopper.enrolments.at(-1)?.campaign ?? 'cart'
  switch (kind) {
    case 'approve':
      return { act: kind, ticket, offer, ceiling: 100_000_000 }
    case 'issue':
      return { act: kind, campaign, offer }
    case 'revoke':
      return { act: kind, code, why: 'asked' }
    case 'assign':
      return { act: kind, ticket, to: 'taras' }
    case 'note':
    case 'send':
      return { act: kind, ticket, text: 'words' }
    default:
      return { act: kind, ticket }
  }
}

/** Lets it happen to whom it is about; what is told of a code goes to whoever has that code by now. */
export const play = (shop: Shop, one: Act): void => {
  if (one.do === 'pass') return shop.passes(one.time)
  const id = shop.ids[one.who % shop.ids.length]!
  const at = shop.now - ('late' in one ? one.late : 0)
  const address = { channel: 'web', id: `visitor-${id}` }
  switch (one.do) {
    case 'simple':
      return shop.happens(id, one.what, { at, repeat: one.repeat })
    case 'cart':
      return shop.happens(id, { kind: 'cart_changed', change: one.change, lines: one.lines }, { at })
    case 'order': {
      const order = { id: `o${one.order}`, total: sum(one.lines), lines: one.lines }
      const owner = one.code === 'any' ? shop.ids[one.pick % shop.ids.length]! : id
      const code = one.code === 'none' ? undefined : shop.shopper(owner).codes.at(one.pick)?.id
      if (code === undefined || shop.root(owner) === shop.root(id))
        return shop.happens(id, { kind: 'order_completed', order, ...(code && { code }) }, { at })
      shop.happens(id, { kind: 'order_completed', order, foreign: code }, { at })
      return shop.happens(owner, { kind: 'code_used', code, order }, { at })
    }
    case 'cancel':
      return shop.happens(
        id,
        { kind: 'order_cancelled', order: `o${one.order}`, ...(one.part && { lines: one.part }) },
        { at },
      )
    case 'till':
      return till(shop, id, one, at)
    case 'say': {
      const meaning = { label: one.label, confidence: one.sure ? 0.9 : 0.2, lang: 'en' as const }
      shop.happens(id, { kind: 'said', text: one.label, address })
      return shop.passes(2_000, meaning)
    }
    case 'press':
      return shop.happens(id, { kind: 'said', text: one.choice, choice: one.choice, address })
    case 'open':
      return shop.happens(id, { kind: 'chat_opened', address })
    case 'agent':
      return shop.happens(id, { kind: 'agent', agent: 'olena', does: agentAct(shop, id, one) })
    case 'fold':
      return shop.folds(id, shop.ids[one.with % shop.ids.length]!, one.why, one.whole)
  }
}

const till = (shop: Shop, id: string, one: Extract<Act, { do: 'till' }>, at: number): void => {
  const code = shop.shopper(id).codes.at(one.pick)
  const order = { id: `t${one.order}`, total: 300_000, lines: [] }
  switch (one.verb) {
    case 'redeem':
      return shop.happens(id, { kind: 'redeem', code: code?.id ?? 'none', order, own: true }, { at })
    case 'roll_back':
      return shop.happens(id, { kind: 'roll_back', redemption: code?.redemptions.at(-1)?.id ?? 'none' })
    case 'returned':
      return shop.happens(
        id,
        { kind: 'code_returned', order: code?.redemptions.at(-1)?.order ?? 'none' },
        { at },
      )
    case 'imported':
      return shop.happens(id, {
        kind: 'order_imported',
        order: { id: `o${one.order % 7}`, at: at - DAY, total: 70_000, cancelled: one.pick === 0 },
      })
  }
}
