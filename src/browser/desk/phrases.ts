// How the desk words things: times, reasons, offers, refusals. English only, as agents' desks of one shop are.
import { moneyIn } from '../money.ts'
import type { Offer, Refusal } from './api.ts'

const HOUR = 3600_000

/** Sums in the shop's currency, times in its zone: what an agent reads is what the shopper was told. */
export type Format = { readonly money: (minor: number) => string; readonly time: (at: number) => string }

export const formatOf = (shop: { readonly currency: string; readonly time_zone: string }): Format => ({
  money: moneyIn(shop.currency, 'en'),
  time: (at) =>
    new Date(at).toLocaleString('en-GB', {
      ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: shop.time_zone },
    }),
})

export const wordy = (name: string): string => {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const lastsOf = (ms: number): string =>
  ms >= 48 * HOUR ? `${Math.round(ms / (24 * HOUR))} days` : `${Math.round(ms / HOUR)} hours`

export const offerText = (offer: Offer, { money }: Format): string => {
  const gives = {
    percent: `${offer.value}% off, ${money(offer.worst)} at most`,
    amount: `${money(offer.value)} off`,
    shipping: 'Free delivery',
    points: `${offer.value} points`,
  }[offer.kind]
  const from = offer.minimum > 0 ? `, from ${money(offer.minimum)}` : ''
  return `${gives}${from}, ${lastsOf(offer.valid)}`
}

const REFUSALS: Readonly<Record<string, string>> = {
  act_budget_spent: "The campaign's budget has no room for this offer.",
  act_no_such_offer: 'This offer is not in the rulebook any more.',
  act_no_address: 'There is no channel on which this shopper can be written to.',
  act_paused: 'The campaign is paused.',
  sign_in: 'Your session has ended: sign in again.',
}

/** "Olena was first, at 12:03" where another agent decided. */
export const refusalText = (why: Refusal, { money, time }: Format): string => {
  if (why.by !== undefined && why.at !== undefined) {
    const what = why.code === 'act_taken' ? 'has taken this talk over' : 'was first'
    return `${why.by} ${what}, at ${time(why.at)}.`
  }
  if (why.code === 'act_cart_changed') {
    return `The cart has grown by ${money(why.missing ?? 0)} since you looked: check it and approve again.`
  }
  return REFUSALS[why.code] ?? `${why.title} (${why.code}).`
}
