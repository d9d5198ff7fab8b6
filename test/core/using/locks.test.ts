// A code kept for one order for a while; and what a partial return gives back. Told as stories.
import { describe, expect, it } from 'vitest'
import { createWorld, DAY, MINUTE, rulebookOf } from '../world.ts'

const rulebook = rulebookOf({
  discount: `
flow: discount
about: Asked for a code.
start: { on: ask_discount }
goal: { order_within: 7d }
campaign: { budget: 1000 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
})
const withCode = () => {
  const world = createWorld(rulebook)
  world.says('ask_discount')
  const code = world.shopper.codes[0]!.id
  const order = (id: string) => ({ id, total: 50_000, lines: [] })
  return {
    world,
    code,
    lock: (id: string, minutes = 15) =>
      world.happens({ kind: 'lock', code, order: order(id), for: minutes * MINUTE, own: true }).reply,
    redeem: (id: string) => world.happens({ kind: 'redeem', code, order: order(id), own: true }).reply,
    release: (lock: string) => world.happens({ kind: 'release', lock }).reply,
  }
}

describe('a code that is kept for an order', () => {
  it('is used by that order, and by no other until the time is over', () => {
    const { world, lock, redeem } = withCode()
    const until = world.now + 15 * MINUTE
    expect(lock('o1')).toMatchObject({ kind: 'locked', until, amount: 10_000 })
    expect(redeem('o2')).toMatchObject({ kind: 'refused', reason: 'locked', until })
    expect(lock('o2')).toMatchObject({ kind: 'refused', reason: 'locked', until })
    world.passes(15 * MINUTE - 1)
    expect(redeem('o2')).toMatchObject({ kind: 'refused', reason: 'locked' })
    world.passes(1)
    expect(redeem('o2')).toMatchObject({ kind: 'redeemed', amount: 10_000 })
  })

  it('is used by its own order at once, and is nobody’s after that', () => {
    const { world, lock, redeem } = withCode()
    lock('o1')
    expect(redeem('o1')).toMatchObject({ kind: 'redeemed' })
    expect(world.shopper.codes[0]?.lock).toBeUndefined()
  })

  it('is let go by its own name only, any number of times', () => {
    const { world, lock, redeem, release } = withCode()
    const first = lock('o1')
    world.passes(MINUTE)
    const second = lock('o1')
    if (first.kind !== 'locked' || second.kind !== 'locked') throw new Error('not locked')
    expect(second.until).toBeGreaterThan(first.until)
    expect(release(first.lock)).toEqual({ kind: 'released', lock: first.lock })
    expect(redeem('o2')).toMatchObject({ reason: 'locked' })
    for (let n = 0; n < 2; n++) expect(release(second.lock).kind).toBe('released')
    expect(redeem('o2')).toMatchObject({ kind: 'redeemed' })
    expect(release('s1.nothing-lock1')).toMatchObject({ kind: 'refused', reason: 'not_found' })
  })

  it('ends when it ends, locked or not, and an order that the shop took all the same is recorded', () => {
    const { world, code, lock } = withCode()
    world.passes(DAY - 5 * MINUTE - 2_000)
    expect(lock('o1')).toMatchObject({ until: world.shopper.codes[0]?.until })
    world.happens({ kind: 'order_completed', order: { id: 'o9', total: 50_000, lines: [] }, code })
    expect(world.shopper.codes[0]?.redemptions[0]).toMatchObject({ overrun: 'locked', amount: 10_000 })
  })
})

describe('goods that come back', () => {
  const lines = [
    { item: 'a', price: 10_000, quantity: 2 },
    { item: 'b', price: 20_000, quantity: 1 },
  ]
  it('take their share out of the budget and the figures; with the last of them the code comes back', () => {
    const { world, code } = withCode()
    world.happens({ kind: 'order_completed', order: { id: 'o1', total: 40_000, lines }, code })
    expect(world.budget('discount').spent).toBe(10_000)
    const back = (item: string, quantity: number, price: number) =>
      world.happens({ kind: 'order_cancelled', order: 'o1', lines: [{ item, quantity, price }] })
    back('a', 1, 10_000)
    expect(world.budget('discount')).toEqual({ reserved: 0, spent: 7_500 })
    expect(world.shopper.enrolments.at(-1)?.codes[0]?.amount).toBe(7_500)
    expect(world.shopper.codes[0]?.state).toBe('redeemed')
    back('b', 1, 20_000)
    expect(world.budget('discount')).toEqual({ reserved: 0, spent: 2_500 })
    back('a', 1, 10_000)
    expect(world.budget('discount')).toEqual({ reserved: 10_000, spent: 0 })
    expect(world.budget('discount#codes')).toEqual({ reserved: 1, spent: 0 })
    expect(world.shopper.codes[0]?.state).toBe('issued')
    expect(world.shopper.enrolments.at(-1)?.codes[0]?.amount).toBe(0)
  })
})

describe('a code that strangers have', () => {
  it('is frozen, and another takes its place with the same terms, end and money', () => {
    const { world, code, redeem } = withCode()
    world.takeEffects()
    const before = world.shopper.codes[0]!
    world.passes(MINUTE)
    world.happens({ kind: 'code_leaked', code })
    const [frozen, other] = world.shopper.codes
    expect(frozen).toMatchObject({ state: 'revoked', frozen: true, reserved: 0 })
    expect(other).toMatchObject({
      state: 'issued',
      terms: before.terms,
      until: before.until,
      reserved: 10_000,
    })
    expect(other?.id).not.toBe(code)
    expect(world.budget('discount')).toEqual({ reserved: 10_000, spent: 0 })
    expect(world.budget('discount#codes')).toEqual({ reserved: 1, spent: 0 })
    expect(world.heard()).toContain('bot.code_replaced')
    expect(redeem('o1')).toMatchObject({ kind: 'refused', reason: 'revoked' })
    // Again, and of one that is used or locked: nothing.
    world.happens({ kind: 'code_leaked', code })
    expect(world.shopper.codes).toHaveLength(2)
    world.passes(30 * DAY)
    expect(world.budget('discount')).toEqual({ reserved: 0, spent: 0 })
  })
})
