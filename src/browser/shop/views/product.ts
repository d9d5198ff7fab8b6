// One product on a page of its own.
import { el, icon } from '../../dom.ts'
import type { Page, View } from '../page.ts'
import { addToCart, heading, heartOf, ICONS, nothing, picture, priceOf, saleOf, stockOf } from '../parts.ts'
import { productCard } from './card.ts'
import { deliveryTerms } from './delivery.ts'

const ALIKE = 4

const back = (page: Page): HTMLElement =>
  el('a', { href: '#/', class: 'back' }, icon(ICONS.back), page.words.allGoods)

export const missingView = (page: Page): View => {
  const { words } = page
  const all = el('a', { href: '#/', class: 'main' }, words.toGoods)
  const element = el(
    'div',
    { class: 'narrow' },
    heading(words.missing),
    nothing(ICONS.search, words.missingAbout, '', all),
  )
  return { title: words.missing, element }
}

export const productView = (page: Page, id: string): View => {
  const product = page.product(id)
  if (!product) return missingView(page)
  const { lang, words, shop } = page
  const heart = heartOf(product, page)
  const sale = saleOf(product)
  const stock = stockOf(product, words)
  const add = el('button', {
    ...{ type: 'button', class: 'main add', id: 'add', disabled: product.left === 0 },
    click: () => addToCart(product, page),
  })
  const toCart = el('a', { href: '#/cart', class: 'quiet' }, words.toCart)
  const alike = shop.products
    .filter((one) => one.id !== product.id)
    .toSorted((a, b) => Number(b.category === product.category) - Number(a.category === product.category))
    .slice(0, ALIKE)
    .map((one) => productCard(one, page))
  const update = (): void => {
    const there = page.cart.quantityOf(product.id)
    add.textContent = there > 0 ? words.addMore(there) : product.left === 0 ? words.soldOut : words.add
    toCart.hidden = there === 0
    heart.update()
    for (const card of alike) card.update()
  }
  update()
  const element = el(
    'div',
    { class: 'product' },
    back(page),
    el(
      'article',
      {},
      el(
        'div',
        { class: 'sheet' },
        picture(product, 640),
        sale !== null && el('span', { class: 'badge' }, sale),
      ),
      el(
        'div',
        { class: 'facts' },
        el('p', { class: 'kind' }, words.categories[product.category]),
        heading(product.title[lang]),
        el('p', { class: 'about' }, product.about[lang]),
        priceOf(product, page),
        el('p', {}, product.details[lang]),
        el('p', { class: stock === null ? 'there' : 'few' }, stock ?? words.there),
        el('div', { class: 'acts' }, add, heart.element, toCart),
        el('p', { class: 'note' }, deliveryTerms(page)),
      ),
    ),
    el('h2', {}, words.alike),
    el('ul', { class: 'grid' }, ...alike.map((card) => card.element)),
  )
  return { title: product.title[lang], element, update }
}
