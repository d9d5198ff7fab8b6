// Why a code can't be used, in words for a checkout. Knows no routes; what the chat says is in the locales.
import { sumOut } from './sums.ts'

const TITLES: Readonly<Record<string, string>> = {
  not_found: 'This code is not known',
  expired: 'This code has expired',
  redeemed: 'This code has been used',
  revoked: 'This code was withdrawn',
  locked: 'This code is in use by another order at this moment',
  minimum: 'The order is too small for this code',
  too_many_tries: 'Too many wrong codes: try again later',
  nothing_to_discount: 'This code takes nothing off this order',
}

export const refusalTitle = (reason: string): string => TITLES[reason] ?? 'This code can not be used'

/** "Add 300.00 UAH to use this code". */
export const missingText = (missing: number, currency: string): string =>
  `Add ${sumOut(missing, currency)} ${currency} to use this code`
