// The shelves: what was looked for, in which category, in which order.
import { el, put } from '../../dom.ts'
import type { Product } from '../api.ts'
import type { Page, View, Wanted } from '../page.ts'
import { heading, ICONS, nothing } from '../parts.ts'
import { search } from '../search.ts'
import { productCard } from './card.ts'

const CATEGORIES = ['kitchen', 'home', 'outdoor', 'clothes', 'electronics'] as const

const isIn = (product: Product, category: Wanted['category']): boolean =>
  category === null || (category === 'sale' ? product.was !== null : product.category === category)

const ORDERS: Readonly<Record<Wanted['sort'], (a: Product, b: Product) => number>> = {
  best: () => 0,
  cheap: (a, b) => a.price - b.price,
  dear: (a, b) => b.price - a.price,
}

export const foundBy = ({ shop, wanted, lang, words }: Page): readonly Product[] =>
  search(shop.products, wanted.query, lang, words)
    .filter((product) => isIn(product, wanted.category))
    .toSorted(ORDERS[wanted.sort])

export const shelfView = (page: Page): View => {
  const { words, wanted } = page
  const cards = new Map(page.shop.products.map((product) => [product.id, productCard(product, page)]))
  const grid = el('ul', { class: 'grid' })
  const none = el('div', { hidden: true })
  const count = el('p', { class: 'count', role: 'status' })
  const hero = el('div', { class: 'hero' }, heading(words.hero), el('p', {}, words.lead))

  const chip = (name: string, category: Wanted['category']): HTMLElement =>
    el(
      'button',
      {
        ...{ type: 'button', class: 'chip', id: `category-${category ?? 'all'}` },
        'aria-pressed': String(wanted.category === category),
        click: () => {
          wanted.category = category
          update()
        },
      },
      name,
    )
  const chips = el('div', { class: 'chips', role: 'group', 'aria-label': words.category })
  const sort = el(
    'select',
    {
      id: 'sort',
      change: () => {
        wanted.sort = sort.value as Wanted['sort']
        update()
      },
    },
    ...(['best', 'cheap', 'dear'] as const).map((one) =>
      el('option', { value: one, selected: wanted.sort === one }, words.sorts[one]),
    ),
  )
  const drawChips = (): void => {
    const active = document.activeElement?.id
    put(
      chips,
      chip(words.all, null),
      ...CATEGORIES.map((one) => chip(words.categories[one], one)),
      chip(words.onSale, 'sale'),
    )
    if (active?.startsWith('category-')) document.getElementById(active)?.focus()
  }
  const everything = (): void => {
    Object.assign(wanted, { query: '', category: null })
    dispatchEvent(new Event('demo:wanted'))
    update()
  }
  const update = (): void => {
    const found = foundBy(page)
    drawChips()
    hero.hidden = wanted.query.trim() !== ''
    count.textContent =
      wanted.query.trim() === '' && wanted.category === null ? '' : words.found(found.length)
    put(grid, ...found.map(({ id }) => cards.get(id)?.element))
    for (const card of cards.values()) card.update()
    grid.hidden = found.length === 0
    none.hidden = found.length > 0
    if (found.length > 0) return
    const about = wanted.query.trim() === '' ? words.nothingHere : words.nothingFor(wanted.query.trim())
    const all = el('button', { type: 'button', class: 'main', click: everything }, words.showAll)
    put(none, nothing(ICONS.search, about, words.nothingAdvice, all))
  }
  update()
  const tools = el(
    'div',
    { class: 'tools' },
    chips,
    el('label', { class: 'sort' }, el('span', {}, words.sort), sort),
  )
  const element = el('div', { class: 'shelf' }, hero, tools, count, grid, none)
  return { title: page.shop.name, element, update }
}
