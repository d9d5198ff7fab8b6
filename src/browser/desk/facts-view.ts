// Beside the talk: the cart, the orders, the codes, and what is known of the shopper.
import { el } from '../dom.ts'
import { codesView } from './codes-view.ts'
import { card, type Page } from './parts.ts'
import { reasonText, wordy } from './phrases.ts'

const row = (name: string, value: string): HTMLElement =>
  el('li', {}, el('span', {}, name), el('b', {}, value))

const list = (rows: readonly HTMLElement[], empty: string): HTMLElement =>
  rows.length === 0 ? el('p', { class: 'nothing' }, empty) : el('ul', { class: 'pairs' }, ...rows)

const cartCard = ({ view, say, format }: Page): HTMLElement => {
  const lines = view.cart.lines.map((line) =>
    row(`${line.title ?? line.item} × ${line.quantity}`, format.money(line.price * line.quantity)),
  )
  return card(`${say('cart')}: ${format.money(view.cart.total)}`, list(lines, say('cart_empty')))
}

const ordersCard = ({ view, say, format }: Page): HTMLElement => {
  const { count, sum, recent } = view.orders
  const rows = recent
    .toReversed()
    .slice(0, 5)
    .map((order) => {
      const cancelled = order.cancelled ? `, ${say('cancelled')}` : ''
      return row(`${order.id}, ${format.time(order.at)}${cancelled}`, format.money(order.total))
    })
  return card(say('orders', { n: count, sum: format.money(sum) }), list(rows, say('no_orders')))
}

const shopperCard = ({ view, say, format, open }: Page): HTMLElement => {
  const { shopper, saved, ticket } = view
  const said = Object.entries(shopper.said).map(([name, value]) =>
    name === 'reason' || name === 'message' ? reasonText(String(value), say) : `${wordy(name)}: ${value}`,
  )
  const trouble = [
    ...(shopper.trouble.late ? [say('trouble_late')] : []),
    ...(shopper.trouble.complaint ? [say('trouble_complaint')] : []),
  ].join(', ')
  const known: readonly (readonly [string, string | null])[] = [
    [say('name'), shopper.name],
    [say('s_email'), shopper.email],
    [say('s_phone'), shopper.phone],
    [say('s_language'), shopper.lang],
    [say('s_region'), shopper.region],
    [say('s_device'), shopper.device],
    [say('s_source'), shopper.source],
    [say('s_channels'), shopper.channels.join(', ')],
    [say('s_said'), [...new Set(said)].join(', ')],
    [say('s_looks_like'), shopper.looks_like.map((of) => say(`mark_${of}` as 'mark_email')).join(', ')],
    [say('s_friends'), shopper.friends > 0 ? String(shopper.friends) : null],
    [say('s_saved'), saved > 0 ? String(saved) : null],
    [say('s_trouble'), trouble],
    [say('s_since'), format.time(shopper.since)],
    [say('s_active'), format.time(shopper.active)],
  ]
  const rows = known.filter(([, value]) => value).map(([name, value]) => row(name, value ?? ''))
  const page = (event: Event): void => {
    event.preventDefault()
    open({ kind: 'shopper', id: shopper.id })
  }
  return card(
    say('shopper'),
    el('ul', { class: 'pairs' }, ...rows),
    ticket &&
      el('a', { href: `#shopper/${encodeURIComponent(shopper.id)}`, click: page }, say('open_shopper')),
  )
}

/** Which segments hold, and by which facts: an agent can say why this shopper gets other terms than a neighbour. */
const segmentsCard = ({ view, say, lang }: Page): HTMLElement => {
  const rows = view.shopper.held.map(({ about, why }) =>
    el(
      'li',
      { class: 'code-row' },
      el('small', { class: 'why' }, why[lang]),
      about && el('small', {}, about[lang]),
    ),
  )
  return card(
    say('s_segments'),
    rows.length === 0
      ? el('p', { class: 'nothing' }, say('no_segments'))
      : el('ul', { class: 'codes' }, ...rows),
  )
}

/** Why the sale may slip away, as the page saw it: hints, that an agent may ask about. */
const hesitationCard = ({ view, say, lang }: Page): HTMLElement | null => {
  const { level, reason, buys, said } = view.shopper.hesitation
  if (said.length === 0 && buys === null) return null
  const percent = (share: number): string => `${Math.round(share * 100)}%`
  return card(
    say('h_title'),
    el('ul', { class: 'codes hesitation' }, ...said.map((one) => el('li', { class: 'code-row' }, one[lang]))),
    el(
      'ul',
      { class: 'pairs' },
      row(say('h_level'), percent(level)),
      ...(reason === null ? [] : [row(say('h_reason'), reasonText(reason, say))]),
      ...(buys === null ? [] : [row(say('h_buys'), percent(buys))]),
    ),
  )
}

/** What was not written to this shopper, and why. */
const unsentCard = ({ view, say, lang, format }: Page): HTMLElement | null => {
  const rows = view.shopper.unsent.map(({ at, said }) =>
    el(
      'li',
      { class: 'code-row' },
      el('small', { class: 'why' }, said[lang]),
      el('small', {}, format.time(at)),
    ),
  )
  return rows.length === 0 ? null : card(say('s_unsent'), el('ul', { class: 'codes' }, ...rows))
}

export const factsView = (page: Page): readonly HTMLElement[] => [
  cartCard(page),
  ...[hesitationCard(page)].filter((one) => one !== null),
  ordersCard(page),
  codesView(page),
  shopperCard(page),
  segmentsCard(page),
  ...[unsentCard(page)].filter((one) => one !== null),
]
