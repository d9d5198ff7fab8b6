import { describe, expect, it } from 'vitest'
import { renderLine } from '../../../src/channels/web/render.ts'
import type { Item } from '../../../src/core/goods/item.ts'
import type { TalkLine } from '../../../src/ports/records.ts'

const line = (item: string, title?: string): TalkLine => ({
  ...{ seq: 1, at: 0, who: 'bot', text: 'You left something' },
  goods: { lines: [{ item, quantity: 1, price: 100, sum: '₴1', ...(title && { title }) }], more: 0 },
})
const shown = (item: Item, title?: string) =>
  renderLine(line(item.item, title), { codes: new Map(), items: new Map([[item.item, item]]) })?.goods
    ?.lines[0]

describe('goods in a line', () => {
  it('have the picture and the page that the catalogue knows at this moment', () => {
    const item = { item: 'mug', picture: 'https://shop.example/mug.png', url: '/mug' }
    expect(shown(item, 'Mug')).toEqual({
      ...{ title: 'Mug', quantity: 1, sum: '₴1', picture: 'https://shop.example/mug.png', url: '/mug' },
    })
  })

  it('are called by the catalogue, or by their id, where the cart has no name for them', () => {
    expect(shown({ item: 'mug', title: 'Enamel mug' })?.title).toBe('Enamel mug')
    expect(shown({ item: 'mug' })?.title).toBe('mug')
  })

  it.each([
    'javascript:alert(1)',
    'data:image/svg+xml,x',
    'http://shop.example/mug.png',
    '//evil.example/mug.png',
    '/\\evil.example/mug.png',
    'mug.png',
    ' https://shop.example',
  ])('are shown without an address that a page had better not load: %s', (picture) => {
    expect(shown({ item: 'mug', picture, url: picture })).toEqual({ title: 'mug', quantity: 1, sum: '₴1' })
  })
})
