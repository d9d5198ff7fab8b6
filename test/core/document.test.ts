// The shopper's document as it is kept: what is as with somebody new is not in it, and reads back all the same.
import { describe, expect, it } from 'vitest'
import { readDocument, writeDocument } from '../../src/core/document.ts'
import { newShopper, type Shopper } from '../../src/core/shopper.ts'

const AT = Date.UTC(2026, 10, 23)

/** Everything that a new shopper has, at something else. */
const full = {
  ...newShopper('s1', AT),
  addresses: [{ channel: 'web', id: 'v1' }],
  reply_to: { channel: 'web', id: 'v1' },
  traits: { name: 'Olena' },
  lang: 'uk',
  stopped: AT,
  cart: { id: 'c', began: AT, lines: [], abandoned: [], started: [] },
  carts_abandoned: 1,
  saved: [{ item: 'a' }],
  orders: { count: 1, sum: 5, cancelled: 0, first: AT, last: AT, recent: [] },
  points: { expiring: 1, expires: AT },
  talks: [{}],
  pending: [{}],
  heard: { pieces: ['x'] },
  starts: { four: [AT] },
  segments: ['vip'],
  look_again: AT,
  contacts: [AT],
  enrolments: [{}],
  enrolled: 1,
  codes: [{}],
  agent_mode: { agent: 'ira', ticket: 't' },
  tickets: [{}],
  ticket_count: 1,
} as unknown as Shopper

const names = Object.keys(newShopper('', 0)) as (keyof Shopper)[]
const ALWAYS = ['id', 'created', 'active', 'visits']

describe('a document', () => {
  it('of somebody new says who and since when, and no more', () => {
    const document = JSON.parse(writeDocument(newShopper('s1', AT)))
    expect(Object.keys(document)).toEqual(ALWAYS)
    expect(JSON.stringify(readDocument(JSON.stringify(document)))).toBe(JSON.stringify(newShopper('s1', AT)))
  })

  it.each(names)('keeps %s where it says something, in its place', (name) => {
    for (const shopper of [full, { ...newShopper('s1', AT), [name]: full[name] }]) {
      const document = writeDocument(shopper)
      expect(JSON.parse(document)).toHaveProperty(name)
      expect(JSON.stringify(readDocument(document))).toBe(JSON.stringify(shopper))
    }
  })

  it('that was written in full reads the same, and is written shorter', () => {
    const shopper: Shopper = { ...newShopper('s1', AT), snoozed: AT, hesitation: null }
    const before = JSON.stringify(shopper)
    expect(JSON.stringify(readDocument(before))).toBe(before)
    const document = writeDocument(readDocument(before))
    expect(document.length).toBeLessThan(before.length / 2)
    expect(JSON.stringify(readDocument(document))).toBe(before)
  })

  it('keeps sums of orders that say more than nothing, also with none that counts', () => {
    for (const orders of [{ cancelled: 1 }, { first_total: 5 }, { late: 0 }, { recent: [{ id: 'o' }] }]) {
      const shopper = {
        ...newShopper('s1', AT),
        orders: { ...newShopper('', 0).orders, ...orders },
      } as Shopper
      expect(readDocument(writeDocument(shopper))).toEqual(shopper)
    }
  })

  it('of one shopper is nothing of another: what both do not say is shared, and cannot be changed', () => {
    const [one, other] = ['a', 'b'].map((id) => readDocument(writeDocument(newShopper(id, AT))))
    expect(() => (one!.addresses as unknown[]).push({})).toThrow(TypeError)
    expect(() => Object.assign(one!.traits, { name: 'x' })).toThrow(TypeError)
    expect(() => (one!.orders.recent as unknown[]).push({})).toThrow(TypeError)
    expect(other).toEqual(newShopper('b', AT))
  })
})
