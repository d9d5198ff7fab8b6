import { describe, expect, it } from 'vitest'
import type { Group, LineData, Purchase, Tools } from '../../src/histories/history.ts'
import { invoiceEvents } from '../../src/histories/invoice.ts'

const MORNING = Date.UTC(2010, 11, 1, 8, 26)
const MINUTE = 60_000

const group = (rank: 0 | 1, ...lines: readonly LineData[]): Group => ({
  at: MORNING,
  shopper: '17850',
  rank,
  group: rank === 0 ? '536365' : 'C536365',
  lines: lines.map((data, i) => ({ id: `or:${i}`, data })),
})

const tools = (purchases: readonly Purchase[] = []) => {
  const bought: string[] = []
  const all: Tools = {
    digest: (text) => `<${text}>`,
    bought: (shopper, item, { order, quantity }) => bought.push(`${shopper} ${quantity} ${item} ${order}`),
    giveBack: () => purchases,
  }
  return { all, bought }
}

describe('the lines of an invoice', () => {
  it('are one cart change, and its order ten minutes later', () => {
    const { all, bought } = tools()
    const [cart, order, ...more] = invoiceEvents(group(0, ['A', 6, 255], ['B', 2, 100]), all)
    const lines = [
      { item: 'A', price: 255, quantity: 6 },
      { item: 'B', price: 100, quantity: 2 },
    ]
    expect(more).toEqual([])
    expect(cart).toMatchObject({
      at: MORNING,
      lines: 2,
      what: { kind: 'cart_changed', change: 'add', lines },
    })
    expect(order).toMatchObject({
      at: MORNING + 10 * MINUTE,
      lines: 0,
      what: { kind: 'order_completed', order: { id: '536365@2010-12-01T08:26', total: 1730, lines } },
    })
    expect(bought).toEqual(['17850 6 A 536365@2010-12-01T08:26', '17850 2 B 536365@2010-12-01T08:26'])
  })

  it('add up where item and price are the same', () => {
    const [cart] = invoiceEvents(group(0, ['A', 6, 255], ['A', 1, 255], ['A', 1, 300]), tools().all)
    expect(cart).toMatchObject({
      what: {
        lines: [
          { item: 'A', price: 255, quantity: 7 },
          { item: 'A', price: 300, quantity: 1 },
        ],
      },
    })
  })

  it('are known by what they are, not by how many there are', () => {
    const [one] = invoiceEvents(group(0, ['A', 6, 255]), tools().all)
    const [two] = invoiceEvents(group(0, ['A', 6, 255], ['A', 6, 255]), tools().all)
    expect(one).not.toMatchObject({ id: (two as { id: string }).id })
  })
})

describe('a cancellation', () => {
  const earlier = { order: 'first', at: MORNING - 60 * MINUTE, price: 250, quantity: 2 }

  it('gives back what was bought, at its price of then', () => {
    const [event, ...more] = invoiceEvents(group(1, ['A', 2, 255]), tools([earlier]).all)
    expect(more).toEqual([])
    expect(event).toMatchObject({
      at: MORNING,
      lines: 1,
      what: { kind: 'order_cancelled', order: 'first', lines: [{ item: 'A', quantity: 2, price: 250 }] },
    })
  })

  it('is one event for each order that it reaches, and stands for its line once', () => {
    const events = invoiceEvents(
      group(1, ['A', 3, 255]),
      tools([earlier, { ...earlier, order: 'second' }]).all,
    )
    expect(events.map((event) => event.kind === 'event' && event.lines)).toEqual([1, 0])
  })

  it('waits for the order that it cancels', () => {
    const soon = { ...earlier, at: MORNING + 4 * MINUTE }
    const [event] = invoiceEvents(group(1, ['A', 2, 255]), tools([soon]).all)
    expect(event).toMatchObject({ at: soon.at })
  })

  it('comes after an order of the same time in the order of ids', () => {
    const [, order] = invoiceEvents(group(0, ['A', 1, 100]), tools().all)
    const [back] = invoiceEvents(group(1, ['A', 1, 100]), tools([earlier]).all)
    expect((order as { id: string }).id < (back as { id: string }).id).toBe(true)
  })

  it('is unmatched where nobody bought it', () => {
    expect(invoiceEvents(group(1, ['A', 2, 255]), tools().all)).toEqual([
      { kind: 'unmatched', line: 'or:0', reason: 'unmatched_cancellation' },
    ])
  })
})
