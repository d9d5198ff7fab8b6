// What agents say yes to: the very thing that they saw, within their role, and two of them where it takes two.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentAct } from '../../src/core/agents/agent-act.ts'
import { possible, quote } from '../../src/core/query/allowed.ts'
import { createWorld, HOUR, rulebookOf, SHOP } from './world.ts'

const CART = `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 100000 UAH, until: none }
steps:
  - ask: abandoned_cart.why
    into: reason
    choices: [price, shipping_cost, human]
    wait: 12h
  - offer:
      - { when: cart.total >= shop.large_order, escalate: large_order }
    else: { say: abandoned_cart.keep }
`
const OFFERS = `
offers:
  percent_15: { percent: 15, up_to: 600 UAH, minimum: 1000 UAH, valid: 48h }
  fixed_100: { amount: 100 UAH, valid: 24h }
  points_50: { points: 50, worth: 50 UAH, valid: 30d }
`
const AGENTS = `
agents:
  percent: 25
  amount: 5000 UAH
  points: 500
  valid: 14d
  answers_within: 15m
  second_agent_above: 1000 UAH
  roles:
    junior: { percent: 10, amount: 300 UAH }
    lead: {}
  people:
    Olena: { role: lead, also: [U01OLENA] }
    Taras: { role: junior, also: [U02TARAS] }
`
const shop = `${SHOP.replace('agent_answers_within: 15m\n', '')}${AGENTS}`
const rules = rulebookOf({ cart: CART }, shop, OFFERS)

type Who = { readonly agent: string; readonly role?: string; readonly desk?: string }
const OLENA = { agent: 'Olena', desk: 'web' }
const TARAS = { agent: 'Taras', desk: 'web' }
const JUNIOR = { agent: 'petro', role: 'junior', desk: 'web' }
const LEAD = { agent: 'iryna', role: 'lead', desk: 'web' }

const open = (cart = 25_000) => {
  const world = createWorld(rules)
  world.adds(cart)
  world.passes(HOUR)
  world.presses('price')
  world.heard()
  const id = world.shopper.tickets[0]?.id ?? ''
  const seen = (offer: string, campaign = 'cart') => {
    const asked = { rulebook: rules, shopper: world.shopper, vars: {}, campaign, at: world.now }
    const one = possible({ ...asked, budget: { reserved: 0, spent: 0 } }, rules.offers[offer]!)
    return { ceiling: one.ceiling, digest: one.digest }
  }
  const acts = (who: Who, does: AgentAct) => world.happens({ kind: 'agent', ...who, does }).reply
  return {
    world,
    acts,
    seen,
    ticket: () => world.shopper.tickets.find((one) => one.id === id)!,
    approve: (who: Who, offer: string, more: object = {}) =>
      acts(who, { act: 'approve', ticket: id, offer, ...seen(offer), ...more }),
    issue: (who: Who, offer: string, more: object = {}) =>
      acts(who, { act: 'issue', campaign: 'cart', offer, why: 'sorry', ...seen(offer), ...more }),
  }
}

describe('what is told before a yes', () => {
  const asked: readonly [Who, string, object][] = [
    [JUNIOR, 'percent_15', {}],
    [JUNIOR, 'percent_15', { value: 8, up_to: 20_000 }],
    [JUNIOR, 'fixed_100', {}],
    [LEAD, 'percent_15', {}],
    [LEAD, 'percent_15', { value: 25, up_to: 400_000 }],
    [OLENA, 'percent_15', { value: 25, up_to: 400_000 }],
    [{ agent: 'stray', role: 'none_such', desk: 'slack' }, 'points_50', {}],
  ]
  it.each(asked)('is what comes of it: %j, %s, %j', (who, offer, terms) => {
    for (const first of [null, LEAD, JUNIOR]) {
      const { world, ticket, acts } = open()
      const quoted = () => {
        const campaign = ticket().campaign
        const now = { rulebook: rules, shopper: world.shopper, vars: {}, campaign, at: world.now, actor: who }
        const kept = ticket().first
        const budget = { reserved: 0, spent: 0 }
        const found = quote({ ...now, budget, ...(kept && { first: kept }) }, offer, terms)
        if (found?.kind !== 'possible') throw new Error('no such terms')
        return found.offer
      }
      const gives = () => ({ offer, terms, ceiling: quoted().ceiling, digest: quoted().digest })
      if (first) acts(first, { act: 'approve', ticket: ticket().id, ...gives() })
      if (ticket().state !== 'open') continue
      const { second } = quoted()
      const reply = acts(who, { act: 'approve', ticket: ticket().id, ...gives() })
      expect(reply?.kind === 'refused' ? reply.reason : reply?.kind).toBe(second ? 'second_agent' : 'done')
    }
  })
})

describe('an approval is bound to what was seen', () => {
  it('is refused where the cart has become another, also a cheaper one, and says what it is now', () => {
    const { world, approve, seen } = open()
    const before = seen('percent_15')
    world.adds(1_000)
    const reply = approve(LEAD, 'percent_15', before)
    expect(reply).toMatchObject({ kind: 'refused', reason: 'changed', now: 60_000, cart: 2_600_000 })
    expect(world.shopper.codes).toHaveLength(0)
    expect(approve(LEAD, 'percent_15')).toMatchObject({ kind: 'done' })
  })

  it('is refused where the offer is another by now, and stands through what is no part of it', () => {
    const { world, approve, seen } = open()
    const before = seen('percent_15')
    world.happens({ kind: 'viewed', item: 'i7' })
    expect(seen('percent_15')).toEqual(before)
    world.edits(rulebookOf({ cart: CART }, shop, OFFERS.replace('percent: 15', 'percent: 20')))
    expect(approve(LEAD, 'percent_15', before)).toMatchObject({ reason: 'changed' })
  })

  it('is of its own for every cart, every change of terms, every campaign', () => {
    const { world } = open()
    const asked = {
      rulebook: rules,
      shopper: world.shopper,
      vars: {},
      at: world.now,
      budget: { reserved: 0, spent: 0 },
    }
    const offer = rules.offers.percent_15!
    const of = (campaign: string, change: object) =>
      possible({ ...asked, campaign }, { ...offer, ...change }).digest
    const all = [
      of('cart', {}),
      of('other', {}),
      of('cart', { value: 14 }),
      of('cart', { valid: 1 }),
      of('cart', { minimum: 1 }),
    ]
    expect(new Set(all).size).toBe(all.length)
    expect(of('cart', {})).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('above the limit of a role', () => {
  it('a yes is kept, tells nobody outside, and another agent with a role that may completes it', () => {
    const { world, approve, ticket } = open()
    expect(approve(JUNIOR, 'percent_15')).toMatchObject({
      ...{ kind: 'refused', reason: 'second_agent', by: 'petro' },
      over: { limit: 'percent', most: 10, asked: 15 },
    })
    expect(world.heard()).toEqual([])
    expect(ticket()).toMatchObject({
      state: 'open',
      first: { by: 'petro', offer: 'percent_15', ceiling: 60_000 },
    })
    expect(approve(LEAD, 'percent_15')).toMatchObject({ kind: 'done' })
    expect(ticket()).toMatchObject({ state: 'approved', decided: { by: 'iryna', with: 'petro' } })
    expect(ticket().first).toBeUndefined()
    expect(world.heard()).toEqual(['bot.approved', 'bot.code'])
  })

  it('within it one is enough', () => {
    const { approve } = open()
    expect(approve(JUNIOR, 'fixed_100')).toMatchObject({ kind: 'done' })
  })

  it('what could not be given at all is refused at once', () => {
    const { acts, ticket } = open()
    const approve = (more: object) =>
      acts(JUNIOR, { act: 'approve', ticket: ticket().id, offer: 'percent_15', ceiling: 60_000, ...more })
    expect(approve({ terms: { value: 26 } })).toMatchObject({ reason: 'over_limit' })
    expect(approve({ offer: 'none_such' })).toMatchObject({ reason: 'no_such_offer' })
    expect(approve({ ceiling: 59_999 })).toMatchObject({ reason: 'cart_changed' })
    expect(ticket().first).toBeUndefined()
  })

  it('a changed cart drops the first yes, and says so in the talk', () => {
    const { world, approve, ticket } = open()
    approve(JUNIOR, 'percent_15')
    world.takeEffects()
    world.adds(500)
    expect(ticket().first).toBeUndefined()
    const dropped = world
      .takeEffects()
      .filter((one) => one.kind === 'line' && one.did?.act === 'first_dropped')
    expect(dropped).toHaveLength(1)
  })

  it('nobody comes: the flow goes on as without an agent, and the yes alone gives nothing', () => {
    const { world, approve, ticket } = open()
    approve(JUNIOR, 'percent_15')
    world.passes(HOUR)
    expect(ticket()).toMatchObject({ state: 'expired', first: { by: 'petro' } })
    expect(world.shopper.codes).toHaveLength(0)
    expect(approve(LEAD, 'percent_15')).toMatchObject({ kind: 'done' })
  })
})

describe('a sum above second_agent_above', () => {
  const large = { terms: { value: 25, up_to: 200_000 } }
  const big = (one: ReturnType<typeof open>, who: Who) => {
    const cart = one.world.shopper.cart!.lines
    const offer = { ...rules.offers.percent_15!, value: 25, worst: 200_000 }
    const asked = {
      rulebook: rules,
      shopper: one.world.shopper,
      vars: {},
      campaign: 'cart',
      at: one.world.now,
    }
    const { digest, ceiling } = possible({ ...asked, budget: { reserved: 0, spent: 0 } }, offer)
    expect(cart.length).toBeGreaterThan(0)
    return one.approve(who, 'percent_15', { ...large, digest, ceiling })
  }

  it('wants two people, whoever they are', () => {
    const one = open()
    expect(big(one, OLENA)).toMatchObject({ reason: 'second_agent', by: 'Olena' })
    expect(big(one, OLENA)).toMatchObject({ reason: 'second_agent', by: 'Olena' })
    expect(big(one, { agent: 'U01OLENA', desk: 'slack' })).toMatchObject({ reason: 'second_agent' })
    expect(big(one, { agent: ' OLENA', desk: 'teams' })).toMatchObject({ reason: 'second_agent' })
    // Somebody whom nobody knows, at another desk: may be Olena.
    expect(big(one, { agent: 'U09', role: 'lead', desk: 'teams' })).toMatchObject({ reason: 'second_agent' })
    expect(one.world.shopper.codes).toHaveLength(0)
    expect(big(one, { agent: 'U02TARAS', desk: 'slack' })).toMatchObject({
      reason: 'second_agent',
      by: 'Olena',
    })
    expect(big(one, LEAD)).toMatchObject({ kind: 'done' })
    expect(one.world.shopper.codes).toMatchObject([{ agent: 'iryna', reserved: 200_000 }])
  })

  it('two agree on the smaller of what they said', () => {
    const one = open(25_000)
    one.world.happens({
      ...{ kind: 'cart_changed', change: 'set', lines: [{ item: 'i1', price: 600_000, quantity: 1 }] },
    } as never)
    const gives = {
      act: 'approve',
      ticket: one.ticket()?.id ?? '',
      offer: 'percent_15',
      terms: { up_to: 200_000 },
    } as const
    one.acts(JUNIOR, { ...gives, ceiling: 90_000 })
    expect(one.acts(LEAD, { ...gives, ceiling: 99_000 })).toMatchObject({ kind: 'done' })
    expect(one.world.shopper.codes).toMatchObject([{ reserved: 90_000 }])
  })
})

describe('a code by hand', () => {
  it('above the limit opens a ticket among the agents, of which the shopper hears nothing', () => {
    const world = createWorld(rules)
    world.adds(2_000)
    const act = (who: Who) =>
      world.happens({
        ...{ kind: 'agent', ...who },
        does: { act: 'issue', campaign: 'cart', offer: 'percent_15', why: 'late', ceiling: 30_000 },
      }).reply
    expect(act(JUNIOR)).toMatchObject({ reason: 'second_agent' })
    expect(world.shopper.tickets).toMatchObject([
      { reason: 'second_agent', state: 'open', first: { by: 'petro', why: 'late' } },
    ])
    expect(world.heard()).toEqual([])
    world.passes(HOUR)
    expect(world.shopper.tickets).toMatchObject([{ state: 'expired' }])
    expect(world.heard()).not.toContain('bot.agent_silent')
    expect(act(LEAD)).toMatchObject({ kind: 'done' })
    expect(world.shopper.tickets).toMatchObject([
      { state: 'approved', decided: { by: 'iryna', with: 'petro' } },
    ])
    expect(world.heard()).toEqual(['bot.code'])
  })

  it('stands on the ticket that is there, which stays what it is', () => {
    const { world, issue, ticket } = open()
    world.edits(rulebookOf({ cart: CART, other: CART.replaceAll('cart\n', 'other\n') }, shop, OFFERS))
    const other = { campaign: 'other', digest: undefined, ceiling: 60_000 }
    const plain = ({ digest: _, ...act }: { digest: undefined }) => act
    expect(issue(JUNIOR, 'percent_15', { ...plain(other), digest: undefined })).toMatchObject({
      reason: 'second_agent',
    })
    expect(ticket()).toMatchObject({ reason: 'large_order', state: 'open', first: { campaign: 'other' } })
    expect(
      issue(LEAD, 'percent_15', { campaign: 'other', ceiling: 60_000, digest: undefined }),
    ).toMatchObject({ kind: 'done' })
    expect(ticket()).toMatchObject({ reason: 'large_order', state: 'open' })
    expect(ticket().first).toBeUndefined()
  })
})

describe('whatever agents do', () => {
  const people: readonly Who[] = [
    OLENA,
    TARAS,
    JUNIOR,
    LEAD,
    { agent: 'U01OLENA', desk: 'slack' },
    { agent: 'U02TARAS', desk: 'teams' },
    { agent: 'stray', role: 'none_such', desk: 'slack' },
    // Olena by a name that nobody wrote down, at a desk where she has no other.
    { agent: 'U09', role: 'lead', desk: 'teams' },
  ]
  const persons: Record<string, string> = {
    Olena: 'Olena',
    Taras: 'Taras',
    U01OLENA: 'Olena',
    U02TARAS: 'Taras',
    U09: 'Olena',
  }
  const act = fc.record({
    who: fc.constantFrom(...people),
    offer: fc.constantFrom('percent_15', 'percent_15', 'percent_15', 'fixed_100', 'points_50'),
    byHand: fc.boolean(),
    value: fc.constantFrom(8, 25),
    ceiling: fc.constantFrom(30_000, 500_000, 500_000, 500_000),
    up_to: fc.constantFrom(20_000, 400_000, 400_000),
    changes: fc.integer({ min: 0, max: 9 }),
  })

  it('nobody alone passes a limit: of role or of the shop', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) => {
        const { world, acts: does, ticket } = open()
        /** Who said yes to a cart, by everything that a yes is bound to. */
        const yes = new Map<string, Set<string>>()
        for (const { who, offer, byHand, value, ceiling, up_to, changes } of acts) {
          if (changes === 0) world.adds(100)
          const terms = offer === 'percent_15' ? { value, up_to } : {}
          const gives = { offer, terms, ceiling }
          const had = new Set(world.shopper.codes.map(({ id }) => id))
          const reply = byHand
            ? does(who, { act: 'issue', campaign: 'cart', ...gives })
            : does(who, { act: 'approve', ticket: ticket().id, ...gives })
          const key = JSON.stringify([world.shopper.cart, offer, terms])
          const person = persons[who.agent] ?? who.agent
          const agreed = yes.get(key) ?? new Set<string>()
          yes.set(key, agreed.add(person))
          const made = world.shopper.codes.find(({ id }) => !had.has(id))
          if (!made) continue
          expect(reply.kind).toBe('done')
          const isJunior = person === 'Taras' || who.role === 'junior'
          expect(who.role).not.toBe('none_such')
          // Whoever completes it has a role that may.
          if (isJunior) {
            expect(made.reserved).toBeLessThanOrEqual(30_000)
            if (made.terms.kind === 'percent') expect(made.terms.value).toBeLessThanOrEqual(10)
          }
          if (made.reserved > 100_000) expect(agreed.size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('tickets that are shared out', () => {
  const shared = shop
    .replace('answers_within: 15m', 'answers_within: 15m\n  assign: evenly')
    .replace('Taras: { role: junior,', 'Taras: { role: junior, hours: { sat: 09:00-10:00 },')
    .replace('also: [U01OLENA] }', 'also: [U01OLENA] }\n    Ivan: {}\n    Petro: { also: [petro] }')
  const books = rulebookOf({ cart: CART }, shared, OFFERS)
  const ticketOf = (id: string) => {
    const world = createWorld(books, id)
    world.says('human')
    return world.shopper.tickets[0]!
  }

  it('each is one of those who are in, and all of them get some', () => {
    const tos = Array.from({ length: 60 }, (_, n) => ticketOf(`s${n}`).assigned?.to)
    expect(new Set(tos)).toEqual(new Set(['Olena', 'Ivan', 'Petro']))
    expect(ticketOf('s7')).toEqual(ticketOf('s7'))
    for (const to of new Set(tos)) expect(tos.filter((one) => one === to).length).toBeGreaterThan(8)
  })

  it('a second yes is not asked of whoever said the first', () => {
    for (let n = 0; n < 20; n++) {
      const world = createWorld(books, `h${n}`)
      world.adds(2_000)
      const does = { act: 'issue', campaign: 'cart', offer: 'percent_15', ceiling: 30_000 } as const
      world.happens({ kind: 'agent', agent: 'petro', role: 'junior', does })
      expect(world.shopper.tickets[0]).toMatchObject({ first: { by: 'Petro' } })
      expect(world.shopper.tickets[0]?.assigned?.to).not.toBe('Petro')
    }
  })

  it('whoever takes it over has it, whoever it was for', () => {
    const world = createWorld(books)
    world.says('human')
    const ticket = world.shopper.tickets[0]!.id
    world.happens({ kind: 'agent', agent: 'stray', does: { act: 'take_over', ticket } })
    expect(world.shopper.tickets[0]).toMatchObject({ state: 'taken', assigned: { to: 'stray', by: 'stray' } })
    const assign = (to: string) =>
      world.happens({ kind: 'agent', agent: 'stray', does: { act: 'assign', ticket, to } }).reply
    expect(assign('U01OLENA')).toMatchObject({ kind: 'done' })
    expect(world.shopper.agent_mode).toEqual({ agent: 'Olena', ticket })
    world.happens({ kind: 'agent', agent: 'Olena', does: { act: 'close', ticket } })
    expect(assign('Ivan')).toMatchObject({ reason: 'already_decided' })
  })
})
