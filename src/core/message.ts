// What is said to a shopper, before it has words: a key into the locales and its arguments.

import type { Weekday } from './agents/hours.ts'
import type { Goods } from './cart/goods.ts'

/** A value in a text; tagged ones are formatted for the shopper's language by src/text. */
export type Arg =
  | string
  | number
  | { readonly money: number }
  | { readonly time: number }
  /** A day of the shop's calendar, by any moment of it. */
  | { readonly day: number }
  | { readonly duration: number }
  | { readonly code: string }
  /** Another text, in the same language. */
  | { readonly text: TextRef }
  /** Days of the week, in their order. */
  | { readonly days: readonly Weekday[] }

/** `also`: texts that follow, as parts of the same sentence. */
export type TextRef = {
  readonly key: string
  readonly args: Readonly<Record<string, Arg>>
  readonly also?: readonly TextRef[]
}

export type Choice = { readonly id: string; readonly text: string }

/** The card of a code: everything but its text, which the relay unseals. */
export type CodeCard = { readonly id: string; readonly until: number; readonly terms: TextRef }

export type Message = {
  readonly text: TextRef
  /** `text` of a choice is a key into the locales. */
  readonly choices?: readonly Choice[]
  readonly code?: CodeCard
  /** What was left in the cart, shown with pictures where the channel can. */
  readonly goods?: Goods
}
