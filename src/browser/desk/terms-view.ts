// The terms of a code as an agent changes them: fields, each with how far it may go. Reads numbers, judges none.
import { el } from '../dom.ts'
import { button, field, type Page, select } from './parts.ts'
import type { Possible } from './types.ts'

const HOUR = 3_600_000

export type Change = { value?: number; up_to?: number; minimum?: number; valid?: number; gift?: string }

const numberOf = (text: string): number | null => {
  const clean = text.trim().replace(',', '.')
  return /^\d{1,9}(\.\d{1,2})?$/.test(clean) ? Number(clean) : null
}

type Sum = Exclude<keyof Change, 'gift'>

/** What is typed, as the server takes it; null: something of it is no number. An empty field changes nothing. */
export const changeOf = ({ draft, format }: Page, offer: Possible): Change | null => {
  const typed = draft.terms ?? {}
  const change: Change = {}
  let fine = true
  const take = (name: Sum, text: string | undefined, read: (text: string) => number | null): void => {
    if (text === undefined || text.trim() === '') return
    const value = read(text)
    if (value === null) fine = false
    else change[name] = value
  }
  take('value', typed.value, offer.kind === 'amount' ? format.read : numberOf)
  take('up_to', typed.up_to, format.read)
  take('minimum', typed.minimum, format.read)
  take('valid', typed.valid, (text) => {
    const hours = numberOf(text)
    return hours === null ? null : Math.round(hours * HOUR)
  })
  if (typed.gift) change.gift = typed.gift
  return fine ? change : null
}

export const termsView = (page: Page, offer: Possible, typed: () => void): HTMLElement => {
  const { say, format, draft, keep, again } = page
  const { bounds, kind } = offer
  const one = (name: Sum, label: string, own: string): HTMLElement =>
    field(
      `term-${name}`,
      label,
      draft.terms?.[name] ?? '',
      (text) => {
        keep({ terms: { ...draft.terms, [name]: text } })
        typed()
      },
      { inputmode: 'decimal', autocomplete: 'off', placeholder: own, 'data-term': name },
    )
  const { money, typed: plain, lasts } = format
  const value = {
    percent: () => one('value', say('term_percent', { most: `${bounds.value}%` }), String(offer.value)),
    amount: () => one('value', say('term_amount', { most: money(bounds.value) }), plain(offer.value)),
    points: () => one('value', say('term_points', { most: bounds.value }), String(offer.value)),
    shipping: () => null,
    gift: () =>
      select(
        'term-gift',
        say('term_gift'),
        draft.terms?.gift ?? offer.gifts[0]?.name ?? '',
        offer.gifts.map((gift) => [gift.name, `${gift.said[page.lang]}, ${money(gift.worth)}`] as const),
        (gift) => {
          keep({ terms: { ...draft.terms, gift } })
          typed()
        },
      ),
  }[kind]()
  const hasMost = kind === 'percent' || kind === 'shipping'
  const close = () => {
    keep({ terms: undefined, changing: undefined })
    again()
  }
  return el(
    'div',
    { class: 'terms' },
    value,
    hasMost && one('up_to', say('term_up_to', { most: money(bounds.up_to) }), plain(offer.worst)),
    one('minimum', say('term_minimum', { most: money(bounds.minimum) }), plain(offer.minimum)),
    one('valid', say('term_valid', { most: lasts(bounds.valid) }), String(offer.valid / HOUR)),
    button(say('reset_terms'), 'reset-terms', close, { class: 'plain' }),
  )
}
