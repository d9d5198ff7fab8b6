// To whom an offer goes and what its code is bound to when it is given: related goods, a new kind of goods, orders that
// are late, and the apology.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compiled, giving } from './terms-rulebook.ts'
import { createWorld, DAY } from './world.ts'

describe('goods that go with what was bought', () => {
  const book = compiled(
    'offers: { o: { percent: 10, up_to: 100 UAH, on: related_goods, valid: 10d } }',
    giving('o'),
  )
  const order = { id: 'o1', total: 90_000, lines: [{ item: 'boots', price: 90_000, quantity: 1 }] }

  it('are taken from the catalogue when the code is given, and none that was bought itself', () => {
    const world = createWorld(book)
    world.happens({ kind: 'order_completed', order })
    world.around = { goods: { related: ['socks', 'boots', 'polish'] } }
    world.happens({ kind: 'action_done', action: 'x' })
    expect(world.shopper.codes[0]?.terms.items).toEqual(['socks', 'polish'])
    const { id } = world.shopper.codes[0]!
    const uses = (item: string) => {
      const lines = [{ item, price: 20_000, quantity: 1 }]
      return world.happens({ kind: 'redeem', code: id, order: { id: item, total: 20_000, lines }, own: true })
        .reply
    }
    expect(uses('gloves')).toMatchObject({ reason: 'not_these_goods', wants: { items: ['socks', 'polish'] } })
    expect(uses('socks')).toMatchObject({ kind: 'redeemed', amount: 2_000 })
  })

  it('are none where the catalogue says nothing, and then nothing is given', () => {
    const world = createWorld(book)
    world.happens({ kind: 'order_completed', order })
    world.happens({ kind: 'action_done', action: 'x' })
    expect(world.shopper.codes).toEqual([])
  })
})

describe('goods of a new kind', () => {
  const book = compiled(
    'offers: { o: { percent: 10, up_to: 100 UAH, on: new_category, valid: 10d } }',
    giving('o'),
  )
  const buys = (
    world: ReturnType<typeof createWorld>,
    id: string,
    categories: readonly (string | undefined)[],
  ) =>
    world.happens({
      kind: 'order_completed',
      order: {
        ...{ id, total: 10_000 },
        lines: categories.map((category, n) => ({
          ...{ item: `i${n}`, price: 10_000, quantity: 1 },
          ...(category && { category }),
        })),
      },
    })
  const given = (world: ReturnType<typeof createWorld>) => {
    world.happens({ kind: 'action_done', action: 'x' })
    return world.shopper.codes[0]?.terms.old_categories
  }

  it('are those of categories that no order had', () => {
    const world = createWorld(book)
    buys(world, 'o1', ['hats', 'shoes'])
    buys(world, 'o2', ['hats', 'tea'])
    expect(given(world)).toEqual(['shoes', 'hats', 'tea'])
  })
  it('are all, for whom nothing is known to have been bought because nothing was', () => {
    expect(given(createWorld(book))).toEqual([])
  })
  it.each([
    ['an order named no goods', []],
    ['something had no category', ['hats', undefined]],
    ['there were too many', Array.from({ length: 41 }, (_, n) => `c${n}`)],
  ])('are none where %s, since nobody knows what is new', (_, categories) => {
    const world = createWorld(book)
    buys(world, 'o1', categories)
    expect(given(world)).toBeUndefined()
  })
  it('are none for whom only history tells of orders', () => {
    const world = createWorld(book)
    const order = { id: 'old', at: world.now - DAY, total: 100, cancelled: false }
    world.happens({ kind: 'order_imported', order })
    expect(given(world)).toBeUndefined()
    buys(world, 'o1', ['hats'])
    expect(given(world)).toBeUndefined()
  })
})

describe('news of orders', () => {
  const book = compiled('offers: { o: { amount: 40 UAH, valid: 10d } }', giving('o'))
  const statuses = fc.shuffledSubarray(['late', 'delivered', 'returned', 'shipped', 'order'] as const)

  it('come to the same in any order of times, and none counts twice', () => {
    fc.assert(
      fc.property(statuses, (told) => {
        const world = createWorld(book)
        for (const one of [...told, ...told]) {
          if (one === 'order') world.orders('o1', 100)
          else world.happens({ kind: 'order_updated', order: 'o1', status: one })
        }
        const { orders, parcels = [] } = world.shopper
        const known = orders.recent[0] ?? parcels[0] ?? {}
        expect(orders.late ?? 0).toBe(told.includes('late') ? 1 : 0)
        expect(orders.returned ?? 0).toBe(told.includes('returned') ? 1 : 0)
        expect('late' in known).toBe(told.includes('late'))
        world.happens({ kind: 'action_done', action: 'x' })
        const isLate = told.includes('late') && !told.includes('delivered') && !told.includes('returned')
        expect(world.shopper.codes).toHaveLength(isLate ? 0 : 1)
      }),
      { numRuns: 200 },
    )
  })
})

describe('an apology', () => {
  const book = compiled(
    `gifts: { tea: { title: gifts.sweets, worth: 30 UAH } }
offers:
  sorry: { gift: tea, apology: true, valid: 10d }`,
    giving('sorry'),
  )
  it('is kept apart in the row of its campaign, and is reserved and settled at what the gift is worth', () => {
    const world = createWorld(book)
    world.happens({ kind: 'action_done', action: 'x' })
    expect(world.shopper.codes).toEqual([])
    const ticket = world.shopper.tickets[0]!
    expect(ticket).toMatchObject({ reason: 'approval', suggests: 'sorry' })
    const does = { act: 'approve', ticket: ticket.id, offer: 'sorry', ceiling: 3_000 } as const
    world.happens({ kind: 'agent', agent: 'olena', does })
    expect(world.budget('f')).toEqual({ reserved: 3_000, spent: 0 })
    expect(world.shopper.enrolments[0]?.codes[0]).toMatchObject({ offer: 'sorry', apology: true })
    world.orders('o1', 100, world.shopper.codes[0]?.id)
    expect(world.budget('f')).toEqual({ reserved: 0, spent: 3_000 })
    expect(world.shopper.codes[0]?.redemptions[0]).toMatchObject({ amount: 0 })
  })
})
