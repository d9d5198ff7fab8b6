// The cart: its lines with their quantities, and what it costs.
import { el, icon } from '../../dom.ts'
import type { Product } from '../api.ts'
import type { Page, View } from '../page.ts'
import { heading, ICONS, linkTo, nothing, picture, priceOf, stockOf } from '../parts.ts'
import { summaryOf } from './summary.ts'

const lineOf = (product: Product, quantity: number, page: Page): HTMLElement => {
  const { lang, words, money, cart } = page
  const title = product.title[lang]
  const remove = (): void => {
    const undo = cart.set(product, 0)
    page.tell(`${title}: ${words.removed}`, { name: words.undo, does: undo })
  }
  const step = (by: 1 | -1): HTMLElement =>
    el(
      'button',
      {
        ...{ type: 'button', id: `${by > 0 ? 'more' : 'less'}-${product.id}` },
        'aria-label': `${by > 0 ? words.more : words.less}: ${title}`,
        disabled: by > 0 && quantity >= product.left,
        click: () => (quantity + by === 0 ? remove() : void cart.set(product, quantity + by)),
      },
      by > 0 ? '+' : '−',
    )
  const few = quantity >= product.left ? words.noMore(product.left) : stockOf(product, words)
  return el(
    'li',
    { 'data-line': product.id },
    picture(product, 88),
    el(
      'div',
      { class: 'what' },
      linkTo(product, lang),
      priceOf(product, page),
      few !== null && el('small', { class: 'few' }, few),
    ),
    el(
      'div',
      { class: 'steps', role: 'group', 'aria-label': `${words.quantity}: ${title}` },
      step(-1),
      el('output', { 'aria-label': words.quantity }, String(quantity)),
      step(1),
    ),
    el('strong', {}, money(product.price * quantity)),
    el(
      'button',
      {
        ...{ type: 'button', class: 'bin', id: `out-${product.id}` },
        'aria-label': `${words.remove}: ${title}`,
        click: remove,
      },
      icon(ICONS.bin),
    ),
  )
}

export const cartView = (page: Page): View => {
  const { words, cart } = page
  const goods = cart.lines().flatMap(({ id, quantity }) => {
    const product = page.product(id)
    return product ? [{ product, quantity }] : []
  })
  if (goods.length === 0) {
    const all = el('a', { href: '#/', class: 'main' }, words.toGoods)
    const empty = nothing(ICONS.bag, words.empty, words.emptyAdvice, all)
    return { title: words.cart, element: el('div', { class: 'narrow' }, heading(words.cart), empty) }
  }
  const checkout = el('a', { href: '#/checkout', class: 'main checkout' }, words.checkout)
  const summary = summaryOf(page, checkout)
  let shown = JSON.stringify(goods)
  const list = el('ul', { class: 'lines' }, ...goods.map((one) => lineOf(one.product, one.quantity, page)))
  const element = el(
    'div',
    { class: 'two' },
    el('section', {}, heading(words.cart), list, el('a', { href: '#/', class: 'quiet' }, words.goOn)),
    summary.element,
  )
  return {
    title: words.cart,
    element,
    update: () => {
      const now = cart.lines().flatMap(({ id, quantity }) => {
        const product = page.product(id)
        return product ? [{ product, quantity }] : []
      })
      if (now.length === 0) return page.go('#/cart')
      summary.update()
      const state = JSON.stringify(now)
      if (state === shown) return
      shown = state
      const active = document.activeElement?.id
      list.replaceChildren(...now.map((one) => lineOf(one.product, one.quantity, page)))
      const again = active ? document.getElementById(active) : null
      if (again instanceof HTMLButtonElement && !again.disabled) again.focus()
      else if (active && !document.activeElement?.id)
        element.querySelector('h1')?.focus({ preventScroll: true })
    },
  }
}
