// Beside the talk: the cart, the orders and the codes of the shopper.
import { el } from '../dom.ts'
import type { TicketView } from './api.ts'
import { type Format, wordy } from './phrases.ts'

const section = (title: string, ...children: (HTMLElement | null)[]): HTMLElement =>
  el('section', {}, el('h3', {}, title), ...children)

const row = (name: string, value: string): HTMLElement =>
  el('li', {}, el('span', {}, name), el('b', {}, value))

const list = (rows: readonly HTMLElement[], empty: string): HTMLElement =>
  rows.length === 0 ? el('p', { class: 'nothing' }, empty) : el('ul', {}, ...rows)

export const factsView = (view: TicketView, { money, time }: Format): HTMLElement => {
  const { shopper, cart, orders, codes } = view
  const lines = cart.lines.map((line) =>
    row(`${line.title ?? line.item} × ${line.quantity}`, money(line.price * line.quantity)),
  )
  const recent = orders.recent
    .toReversed()
    .slice(0, 5)
    .map((order) =>
      row(`${order.id}, ${time(order.at)}${order.cancelled ? ', cancelled' : ''}`, money(order.total)),
    )
  const issued = codes
    .toReversed()
    .map((code) =>
      row(
        `${wordy(code.offer)}${code.agent ? `, by ${code.agent}` : ''}`,
        `${code.state}, until ${time(code.until)}`,
      ),
    )
  return el(
    'aside',
    { class: 'facts' },
    section(`Cart: ${money(cart.total)}`, list(lines, 'The cart is empty.')),
    section(`Orders: ${orders.count}, ${money(orders.sum)} in all`, list(recent, 'No orders yet.')),
    section('Codes', list(issued, 'No codes yet.')),
    section(
      'Shopper',
      el(
        'ul',
        {},
        row('Name', shopper.name ?? 'not known'),
        row('Language', shopper.lang ?? 'not known'),
        row('First seen', time(shopper.since)),
        row('Last seen', time(shopper.active)),
      ),
    ),
  )
}
