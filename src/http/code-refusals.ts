// Why a code can't be used, in words for a checkout. Knows no routes; what the chat says is in the locales.
import type { Wants } from '../core/using/use.ts'
import { sumOut } from './sums.ts'
import { wantsOut, wantsText } from './wants.ts'

export type Refused = {
  readonly reason: string
  /** To the minimum, minor units. */
  readonly missing?: number | undefined
  /** The end of a lock, ms since 1970. */
  readonly until?: number | undefined
  readonly wants?: Wants | undefined
}

const TITLES: Readonly<Record<string, string>> = {
  not_found: 'This code is not known',
  expired: 'This code has expired',
  redeemed: 'This code has been used',
  revoked: 'This code was withdrawn',
  used_up: 'This code has been used as often as it may be',
  same_person: 'This code is for a first order only',
  locked: 'This code is in use by another order at this moment',
  minimum: 'The order is too small for this code',
  too_many_tries: 'Too many wrong codes: try again later',
  nothing_to_discount: 'This code takes nothing off this order',
  same_order: 'This code has been used on this order',
  only_first_order: 'This code is for a first order',
  not_now: 'This code can not be used at this time',
  not_with_other_codes: 'This code can not be used together with another',
  with_goods: 'This code needs other goods in the order',
  not_these_goods: 'This code does not count for these goods',
}

export const refusalTitle = (reason: string): string => TITLES[reason] ?? 'This code can not be used'

/** "Add 300.00 UAH to use this code". */
export const missingText = (missing: number, currency: string): string =>
  `Add ${sumOut(missing, currency)} ${currency} to use this code`

/** Why, in one sentence that says what would have to be otherwise. */
export const refusalMessage = (
  { reason, missing, wants }: Refused,
  shop: { readonly currency: string; readonly time_zone: string },
): string =>
  missing === undefined
    ? (wantsText(reason, wants, shop) ?? refusalTitle(reason))
    : missingText(missing, shop.currency)

/** The same as data, beside the reason. */
export const refusalFacts = ({ missing, until, wants }: Refused, currency: string) => ({
  ...(missing === undefined ? {} : { missing: sumOut(missing, currency) }),
  ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  ...wantsOut(wants),
})
