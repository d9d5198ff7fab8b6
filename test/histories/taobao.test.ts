import { describe, expect, it } from 'vitest'
import type { Tools } from '../../src/histories/history.ts'
import { priceOf, taobao } from '../../src/histories/taobao.ts'

const NOW = Date.UTC(2026, 0, 1)
const read = (line: string) => taobao.read(line.split(','), NOW)

const none: Tools = { digest: (text) => text, bought: () => {}, giveBack: () => [] }

const happen = (line: string) => {
  const said = read(line)
  if (said.kind !== 'line') throw new Error(said.reason)
  const [event] = taobao.events({ ...said, lines: [{ id: 'tb:1', data: said.data }] }, none)
  return event?.kind === 'event' ? event : null
}

describe('a line of Taobao', () => {
  it('is a view, a cart addition, a saved item or an order', () => {
    expect(happen('7,42,9,pv,1511848894')?.what).toEqual({ kind: 'viewed', item: '42', category: '9' })
    expect(happen('7,42,9,cart,1511848894')?.what).toEqual({
      kind: 'cart_changed',
      change: 'add',
      lines: [{ item: '42', category: '9', price: priceOf('42'), quantity: 1 }],
    })
    expect(happen('7,42,9,fav,1511848894')?.what).toEqual({
      kind: 'item_saved',
      item: '42',
      saved: true,
      price: priceOf('42'),
    })
    expect(happen('7,42,9,buy,1511848894')?.what).toMatchObject({
      kind: 'order_completed',
      order: { id: 'tb:1', total: priceOf('42'), lines: [{ item: '42', quantity: 1 }] },
    })
  })

  it('keeps its time and its shopper', () => {
    expect(happen('7,42,9,pv,1511848894')).toMatchObject({ at: 1511848894000, shopper: '7', lines: 1 })
  })

  it.each([
    ['7,42,9,pv,15', 'time'],
    ['7,42,9,pv,-1511848894', 'time'],
    ['7,42,9,pv,', 'time'],
    ['7,42,9,pv,9911848894', 'time'],
    ['7,42,9,like,1511848894', 'behaviour'],
    [',42,9,pv,1511848894', 'no_shopper'],
    ['7,,9,pv,1511848894', 'no_item'],
  ])('%s is refused for its %s', (line, reason) => {
    expect(read(line)).toEqual({ kind: 'rejected', reason })
  })
})

describe('a price made from an item', () => {
  it('is the same wherever the item is met, and believable', () => {
    const prices = Array.from({ length: 2000 }, (_, i) => priceOf(String(1000 + i * 37)))
    expect(priceOf('1000')).toBe(prices[0])
    expect(Math.min(...prices)).toBeGreaterThanOrEqual(900)
    expect(Math.max(...prices)).toBeLessThanOrEqual(40_800)
    expect(new Set(prices).size).toBeGreaterThan(150)
  })
})

describe('the layout of a file', () => {
  it('is five columns, with or without a header', () => {
    expect(taobao.layout(['7', '42', '9', 'pv', '1511848894'])).toMatchObject({ header: false })
    expect(taobao.layout(['user_id', 'item_id', 'category_id', 'behaviour', 'time'])).toMatchObject({
      header: true,
    })
    expect(taobao.layout(['InvoiceNo', 'StockCode'])).toMatchObject({ kind: 'wrong' })
    expect(taobao.layout(['user_id', 'item_id'])).toMatchObject({ kind: 'wrong' })
  })
})
