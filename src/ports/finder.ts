// What a message brings along beside its meaning: quantities, sums, percentages, days, goods.
import type { Found, FoundItem } from '../core/found.ts'
import type { Lang } from '../core/meaning.ts'

export type Setting = {
  readonly lang: Lang
  /** When the message was received, ms since 1970; "tomorrow" is the day after that in `zone` (IANA). */
  readonly at: number
  readonly zone: string
  /** The shop's currency, ISO 4217. */
  readonly currency: string
  /** Goods that the message is most likely about: in the cart, set aside, looked at last. */
  readonly near: readonly FoundItem[]
}

export interface Finder {
  /** Undefined: nothing. Never throws and answers in bounded time whatever the text is. */
  find(text: string, setting: Setting): Promise<Found | undefined> | Found | undefined
}
