// The orders of this browser, the one just placed, and taking one back.
import { el, icon, put } from '../../dom.ts'
import { type Order, shopApi } from '../api.ts'
import type { Page, View } from '../page.ts'
import { heading, ICONS, nothing } from '../parts.ts'
import { visitor } from '../widget.ts'
import { sumsOf } from './summary.ts'

export const doneView = (page: Page, number: string): View => {
  const { words, done } = page
  const { placed } = done
  if (placed?.number !== number) return ordersView(page)
  const element = el(
    'div',
    { class: 'narrow done' },
    el('span', { class: 'tick' }, icon(ICONS.check)),
    heading(words.thanks),
    el('p', { class: 'number' }, `${words.number}: `, el('b', {}, placed.number)),
    el('p', {}, words.sentTo(done.email)),
    sumsOf(placed.quote, page),
    placed.points !== undefined && el('p', { class: 'good' }, words.pointsLater(placed.points)),
    el(
      'p',
      { class: 'acts' },
      el('a', { href: '#/', class: 'main' }, words.goOn),
      el('a', { href: '#/orders', class: 'quiet' }, words.orders),
    ),
    el('p', { class: 'note' }, words.nothingPaid),
  )
  return { title: words.thanks, element, update: () => undefined }
}

const orderCard = (order: Order, page: Page, redraw: () => void): HTMLElement => {
  const { words, lang, money } = page
  const said = el('p', { class: 'said', role: 'alert' })
  const acts = el('p', { class: 'acts' })
  const cancel = async (button: HTMLButtonElement): Promise<void> => {
    button.disabled = true
    try {
      await shopApi.cancel(await visitor(), order.number)
      page.tell(words.cancelledNow(order.number))
      redraw()
    } catch {
      said.textContent = words.silent
      button.disabled = false
    }
  }
  const ask = (): void => {
    const yes = el(
      'button',
      { type: 'button', class: 'danger', click: () => void cancel(yes) },
      words.cancelYes,
    )
    const no = el('button', { type: 'button', class: 'quiet', click: offer }, words.cancelNo)
    put(acts, el('span', {}, words.cancelSure), yes, no)
    no.focus()
  }
  const offer = (): void =>
    put(acts, el('button', { type: 'button', class: 'quiet cancel', click: ask }, words.cancelOrder))
  if (order.state === 'placed') offer()
  const names = order.lines.map(({ id, quantity, price }) =>
    el(
      'li',
      {},
      el('span', {}, `${page.product(id)?.title[lang] ?? id}${quantity > 1 ? ` × ${quantity}` : ''}`),
      el('span', {}, money(price * quantity)),
    ),
  )
  return el(
    'article',
    { class: `order-card ${order.state}`, 'data-order': order.number },
    el(
      'header',
      {},
      el('h2', {}, order.number),
      el('span', { class: 'state' }, order.state === 'placed' ? words.statePlaced : words.stateCancelled),
      el('span', { class: 'when' }, page.date(order.at)),
    ),
    el('ul', {}, ...names),
    sumsOf(order.quote, page),
    acts,
    said,
  )
}

export const ordersView = (page: Page): View => {
  const { words } = page
  const body = el('div', { class: 'orders', 'aria-busy': 'true' })
  const title = heading(words.orders)
  const show = (orders: readonly Order[]): void => {
    body.removeAttribute('aria-busy')
    const all = el('a', { href: '#/', class: 'main' }, words.toGoods)
    if (orders.length === 0) return put(body, nothing(ICONS.box, words.noOrders, words.noOrdersAdvice, all))
    put(body, ...orders.map((order) => orderCard(order, page, () => void load(true))))
  }
  const load = async (focus = false): Promise<void> => {
    try {
      const { orders } = await shopApi.orders(await visitor())
      page.orders.known = orders
      show(orders)
      if (focus) title.focus()
    } catch {
      const again = el('button', { type: 'button', class: 'main', click: () => void load() }, words.tryAgain)
      put(body, nothing(ICONS.box, words.silent, '', again))
    }
  }
  if (page.orders.known) show(page.orders.known)
  else put(body, el('p', { class: 'count' }, words.loading))
  void load()
  return {
    title: words.orders,
    element: el('div', { class: 'narrow' }, title, body),
    update: () => undefined,
  }
}
