// What the views may use of the page: its language, the goods, the cart, the till. The page itself is made in main.ts.
import type { AccountHere } from './account.ts'
import type { Order, Placed, Product, Shop } from './api.ts'
import type { Cart } from './cart.ts'
import type { Lang } from './lang.ts'
import type { Saved } from './saved.ts'
import type { Till } from './till.ts'
import type { Words } from './words.ts'

/** What is looked for on the shelves. */
export type Wanted = {
  query: string
  category: Product['category'] | 'sale' | null
  sort: 'best' | 'cheap' | 'dear'
}

export type Page = {
  readonly lang: Lang
  readonly words: Words
  readonly shop: Shop
  readonly money: (minor: number) => string
  readonly product: (id: string) => Product | undefined
  readonly wanted: Wanted
  readonly cart: Cart
  readonly saved: Saved
  readonly account: AccountHere
  readonly till: Till
  /** Shows a sentence for a while, aloud too; with `undo` there is a button beside it. */
  readonly tell: (text: string, act?: { readonly name: string; readonly does: () => void }) => void
  readonly go: (hash: string) => void
  readonly signIn: () => void
  /** By the demo's clock. */
  readonly date: (at: number) => string
  /** The order that was just placed here. */
  readonly done: { placed: Extract<Placed, { placed: true }> | null; email: string }
  readonly orders: { known: readonly Order[] | null }
}

/** A part of the page that stands under the header. */
export type View = {
  readonly title: string
  readonly element: HTMLElement
  /** After a change of cart, saved items, sums or account; without it the view is made anew. */
  readonly update?: () => void
}
