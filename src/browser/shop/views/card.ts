// One product on the shelves.
import { el } from '../../dom.ts'
import type { Product } from '../api.ts'
import type { Page } from '../page.ts'
import { addToCart, heartOf, picture, priceOf, saleOf, stockOf } from '../parts.ts'
import { productAt } from '../route.ts'

export type Card = { readonly element: HTMLElement; readonly update: () => void }

export const productCard = (product: Product, page: Page): Card => {
  const { lang, words } = page
  const heart = heartOf(product, page)
  const sale = saleOf(product)
  const stock = stockOf(product, words)
  const add = el('button', {
    ...{ type: 'button', class: 'add', id: `add-${product.id}`, disabled: product.left === 0 },
    click: () => addToCart(product, page),
  })
  const update = (): void => {
    heart.update()
    const there = page.cart.quantityOf(product.id)
    add.textContent = there > 0 ? words.inCart(there) : product.left === 0 ? words.soldOut : words.add
    add.classList.toggle('has', there > 0)
    add.setAttribute('aria-label', `${add.textContent}: ${product.title[lang]}`)
  }
  update()
  const element = el(
    'li',
    { class: 'card' },
    el(
      'div',
      { class: 'inside', 'data-product': product.id },
      el(
        'a',
        { href: productAt(product.id), class: 'sheet', tabindex: '-1', 'aria-hidden': 'true' },
        picture(product, 400),
        sale !== null && el('span', { class: 'badge' }, sale),
      ),
      el('h3', {}, el('a', { href: productAt(product.id) }, product.title[lang])),
      el('p', {}, product.about[lang]),
      stock !== null && el('p', { class: 'few' }, stock),
      el('footer', {}, priceOf(product, page), add),
    ),
    heart.element,
  )
  return { element, update }
}
