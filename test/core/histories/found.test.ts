// What random histories have found, each as the story that it was.
import { describe, expect, it } from 'vitest'
import { isLive } from '../../../src/core/codes/code.ts'
import { createWorld, DAY, HOUR, MINUTE, rulebookOf } from '../world.ts'

const flow = (name: string, on: string, steps: string, more = ''): string => `
flow: ${name}
about: A story.
start: { on: ${on} }
${more}goal: { order_within: 7d }
campaign: { budget: 9000 UAH, until: none }
steps: ${steps}
`

const rulebook = rulebookOf({
  thanks: flow('thanks', 'order_completed', '[{ say: abandoned_cart.keep }]'),
  discount: flow('discount', 'ask_discount', '[{ give: fixed_100 }]'),
  cart: `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 5m }
campaign: { budget: none, until: none }
steps:
  - { ask: abandoned_cart.why, choices: [price], wait: 2h, silent: end }
  - { escalate: large_order }
`,
  large: `
flow: large
about: A large cart goes to an agent.
start: { on: cart_changed, after: 10m }
priority: 10
campaign: { budget: none, until: none }
steps: [{ escalate: large_order }]
`,
})
const rows = (world: ReturnType<typeof createWorld>, campaign: string) =>
  world.shopper.enrolments.filter((row) => row.campaign === campaign)

describe('an order', () => {
  it('that began a campaign is no success of it, and no loss where it is cancelled', () => {
    const world = createWorld(rulebook)
    world.orders('o1', 500)
    expect(rows(world, 'thanks')[0]).toMatchObject({ orders: 0, revenue: 0 })
    world.passes(HOUR)
    world.orders('o2', 300)
    expect(rows(world, 'thanks')[0]).toMatchObject({ orders: 1, revenue: 30_000 })
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    expect(rows(world, 'thanks')[0]).toMatchObject({ orders: 1, revenue: 30_000 })
  })

  it('of the very moment in which a campaign began, told before it, is no success of it and no loss', () => {
    const world = createWorld(rulebook)
    world.orders('o1', 500)
    world.says('ask_discount')
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    for (const row of world.shopper.enrolments) expect(row).toMatchObject({ orders: 0, revenue: 0 })
    const twice = createWorld(rulebook)
    twice.orders('o1', 500)
    twice.orders('o2', 300)
    expect(twice.shopper.enrolments).toHaveLength(2)
    twice.happens({ kind: 'order_cancelled', order: 'o1' })
    for (const row of twice.shopper.enrolments) expect(row.orders, row.id).toBeGreaterThanOrEqual(0)
  })

  it('that was history before it was told is taken back as it was counted', () => {
    const world = createWorld(rulebook)
    const order = { id: 'o1', at: world.now - 5 * DAY, total: 20_000, cancelled: false }
    world.happens({ kind: 'order_imported', order }, order.at)
    world.says('ask_discount')
    world.passes(HOUR)
    world.orders('o1', 500)
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    expect(rows(world, 'discount')[0]).toMatchObject({ orders: 0, revenue: 0 })
  })
})

describe('an agent', () => {
  it('who issues a code takes the place of every code that is out, also of one that came back', () => {
    const world = createWorld(rulebook)
    world.says('ask_discount')
    world.orders('o1', 500, world.shopper.codes[0]?.id)
    world.says('ask_discount')
    world.happens({ kind: 'code_returned', order: 'o1' })
    const live = () => world.shopper.codes.filter((code) => isLive(code, world.now))
    expect(live()).toHaveLength(2)
    const does = { act: 'issue', campaign: 'discount', offer: 'percent_15' } as const
    world.happens({ kind: 'agent', agent: 'olena', does })
    expect(live().map(({ offer }) => offer)).toEqual(['percent_15'])
  })

  it('is awaited by one talk: another that needs one as well is over, and says that somebody is coming', () => {
    const world = createWorld(rulebook)
    world.adds(2_000)
    world.passes(11 * MINUTE)
    world.heard()
    world.presses('price')
    expect(world.shopper.talks.map((talk) => [talk.flow, talk.waits])).toEqual([['large', 'agent']])
    expect(world.heard()).toContain('bot.agent_told')
  })
})

describe('a question', () => {
  it('that comes up after a pause, while another talk asks, is put when that one is over', () => {
    const asks = (wait: string) => `{ ask: abandoned_cart.why, choices: [price], wait: ${wait}, silent: end }`
    const world = createWorld(
      rulebookOf({
        slow: flow('slow', 'signed_in', `[{ wait: 4d }, ${asks('3d')}]`),
        quick: flow('quick', 'order_cancelled', `[${asks('2d')}]`),
      }),
    )
    world.orders('o1', 500)
    world.happens({ kind: 'signed_in' })
    world.passes(3 * DAY)
    world.happens({ kind: 'order_cancelled', order: 'o1' })
    const asking = () =>
      world.shopper.talks.filter(({ waits }) => waits === 'answer').map((talk) => talk.flow)
    world.passes(DAY + HOUR)
    expect(asking()).toEqual(['quick'])
    world.passes(DAY)
    expect(asking()).toEqual(['slow'])
  })
})
