import { describe, expect, it } from 'vitest'
import { type Cart, type CartLine, REST } from '../../src/core/cart/cart.ts'
import { goodsOf } from '../../src/core/cart/goods.ts'

const cartOf = (lines: readonly CartLine[]): Cart => ({
  id: 'c',
  began: 0,
  lines,
  abandoned: [],
  started: [],
})
const line = (item: string): CartLine => ({ item, price: 100, quantity: 2 })

describe('what was left in the cart', () => {
  it('is nothing where there is no cart', () => {
    expect(goodsOf(null)).toBeNull()
    expect(goodsOf(cartOf([]))).toBeNull()
  })

  it('is shown by its first six lines, and counted beyond', () => {
    const goods = goodsOf(cartOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(line)))
    expect(goods?.lines.map(({ item }) => item)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(goods?.more).toBe(2)
    expect(goods?.lines[0]).toEqual({ item: 'a', price: 100, quantity: 2 })
  })

  it('never shows the line that only stands for what was too many', () => {
    const goods = goodsOf(cartOf([line('a'), { ...line(REST), title: 'x' }]))
    expect(goods).toEqual({ lines: [{ item: 'a', price: 100, quantity: 2 }], more: 1 })
  })
})
