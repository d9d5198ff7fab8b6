// One thing that may happen at a shop, drawn by chance: what shoppers, agents, strangers, the shop's server and its
// operator do. What is not possible at the moment is left out.
import type { Code } from '../../../src/core/codes/code.ts'
import type { Order, OrderLine } from '../../../src/core/orders/order.ts'
import { BY_HAND } from './shop.ts'
import type { World } from './world.ts'

export type Chance = {
  readonly upTo: (n: number) => number
  readonly one: <T>(of: readonly T[]) => T
}

/** mulberry32: the same numbers for the same seed. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const upTo = (n: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
  return { upTo, one: (of) => of[upTo(of.length)]! }
}

const HOUR = 3_600_000
const GOODS: readonly OrderLine[] = [
  { item: 'tea', price: 12_345, quantity: 3, category: 'tea' },
  { item: 'mug', price: 39_001, quantity: 1, category: 'kitchen' },
  { item: 'lamp', price: 119_000, quantity: 2, category: 'home' },
]

const orderOf = ({ upTo, one }: Chance, who: number): Order => {
  const lines = upTo(4) === 0 ? [] : GOODS.filter((_, n) => n === 0 || upTo(2) === 0)
  const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0) || one([30_000, 200_000])
  return { id: `o-${who}-${upTo(6)}`, total, lines, ...(upTo(3) === 0 && { shipping: 9_000 }) }
}

const anyCode = async (world: World, chance: Chance, who: number): Promise<Code | null> => {
  const { codes } = await world.shopperOf(who)
  return codes.length > 0 ? chance.one(codes.slice(-3)) : null
}

type Do = (world: World, chance: Chance, who: number, people: number) => Promise<unknown>

const typed = async (world: World, chance: Chance, who: number): Promise<string | null> => {
  if (chance.upTo(5) === 0) return 'autumn-26'
  const code = await anyCode(world, chance, who)
  return code && !code.terms.bonus ? world.textOf(code) : null
}

const DOES: Readonly<Record<string, Do>> = {
  issue: async (world, chance, who) => {
    const [offer, campaign] = chance.one(BY_HAND)
    const does = { act: 'issue', offer, campaign } as const
    return world.accept(world.user(who), { kind: 'agent', agent: 'olena', does })
  },
  signIn: (world, _, who) => world.accept(world.user(who), { kind: 'signed_in' }),
  subscribe: (world, _, who) => world.accept(world.user(who), { kind: 'subscribed' }),
  hesitate: (world, _, who) => world.accept(world.user(who), { kind: 'hesitated', sign: 'exit' }),
  redeem: async (world, chance, who) => {
    const text = await typed(world, chance, who)
    return text && world.redeem(who, text, orderOf(chance, who))
  },
  redeemAgain: async (world, chance, who) => {
    const text = await typed(world, chance, who)
    return text && world.redeem(who, text, orderOf(chance, who))
  },
  strangerTries: async (world, chance, who, people) => {
    const text = await typed(world, chance, who)
    return text && world.redeem((who + 1) % people, text, orderOf(chance, (who + 1) % people))
  },
  order: async (world, chance, who, people) => {
    const text = await typed(world, chance, chance.upTo(6) === 0 ? chance.upTo(people) : who)
    const order = orderOf(chance, who)
    const code = chance.upTo(2) === 0 ? text : null
    return world.accept(world.user(who), { kind: 'order_completed', order, ...(code && { code }) })
  },
  cancel: (world, chance, who) =>
    world.accept(world.user(who), {
      ...{ kind: 'order_cancelled', order: `o-${who}-${chance.upTo(6)}` },
      ...(chance.upTo(3) > 0 && { lines: [{ ...chance.one(GOODS), quantity: 1 }] }),
    }),
  lock: async (world, chance, who) => {
    const text = await typed(world, chance, who)
    const time = chance.one([60_000, 15 * 60_000, 50 * HOUR])
    return text && world.lock(who, text, orderOf(chance, who), time)
  },
  release: async (world, chance, who) => {
    const code = await anyCode(world, chance, who)
    return code?.lock && world.release(code.lock.id)
  },
  rollBack: async (world, chance, who) => {
    const use = (await anyCode(world, chance, who))?.redemptions.at(-1)
    return use && world.rollBack(use.id)
  },
  revoke: async (world, chance, who) => {
    const code = await anyCode(world, chance, who)
    const does = code && ({ act: 'revoke', code: code.id, why: 'x' } as const)
    return does && world.accept(world.user(who), { kind: 'agent', agent: 'olena', does })
  },
  decide: async (world, _, who) => {
    const ticket = (await world.shopperOf(who)).tickets.at(-1)
    if (!ticket) return
    const does = { act: 'approve', ticket: ticket.id, offer: 'partner_10', ceiling: 30_000 } as const
    return world.accept(world.user(who), { kind: 'agent', agent: 'olena', does })
  },
  freeze: async (world, chance, who) => {
    const code = await anyCode(world, chance, who)
    return code && world.accept(world.user(who), { kind: 'code_leaked', code: code.id })
  },
  points: (world, chance, who) =>
    world.accept(world.user(who), { kind: 'points_added', points: 1 + chance.upTo(90) }),
  spend: (world, chance, who) =>
    world.accept(world.user(who), {
      ...{ kind: 'points_spent', points: 1 + chance.upTo(60), order: `o-${who}-${chance.upTo(6)}` },
      ...(chance.upTo(2) === 0 && { ask: true }),
    }),
  returnPoints: async (world, _, who) => {
    const spend = (await world.shopperOf(who)).ledger?.spends.at(-1)
    return spend && world.returnPoints(spend.id)
  },
  trouble: (world, chance, who) =>
    chance.upTo(2) === 0
      ? world.accept(world.user(who), { kind: 'complaint', open: chance.upTo(2) === 0 })
      : world.accept(world.user(who), {
          ...{ kind: 'order_updated', order: `o-${who}-${chance.upTo(6)}` },
          status: chance.one(['late', 'delivered']),
        }),
  repeat: (world, chance) => world.repeat(chance.upTo(100_000)),
  pass: (world, chance) => world.pass(chance.one([60_000, 20 * 60_000, 5 * HOUR, 30 * HOUR, 9 * 24 * HOUR])),
}

/** Seldom, and of the whole shop. */
const RARE: Readonly<Record<string, Do>> = {
  fold: (world, chance, who, people) => {
    const other = chance.upTo(people)
    if (other === who) return Promise.resolve()
    const alias = { also: [world.user(other)], joins: 'alias' as const }
    return world.accept(world.user(who), { kind: 'identified', traits: {} }, alias)
  },
  reopen: (world) => world.reopen(),
  otherRules: async (world) => world.otherRules(),
  changeKey: (world) => world.changeKey(),
  dropOldKey: (world) => world.dropOldKey(),
}

/** Does one thing, or several at once; answers what. */
export const step = async (world: World, chance: Chance, people: number): Promise<string> => {
  const rare = chance.upTo(14) === 0
  const all = rare ? RARE : DOES
  const name = chance.one(Object.keys(all))
  const who = chance.upTo(people)
  await all[name]!(world, chance, who, people)
  await world.settle()
  return `${name} ${who}`
}
