// What a signed link to a cart gives to whoever opens it.
import type { CartLine } from '../core/cart/cart.ts'
import type { Address } from '../core/event.ts'
import type { Lang } from '../core/meaning.ts'

export type RestoredCart = {
  readonly lines: readonly CartLine[]
  readonly code: { readonly text: string; readonly terms: string; readonly until: number } | null
  /** There is a code, and it is not for whoever asks. */
  readonly withheld: boolean
}

export type Carts = {
  /** Ours, not over, and the cart is still there. Changes nothing. */
  readonly isOpen: (token: string) => Promise<boolean>
  /** null: none of ours, over, or the cart is gone. `openers`: who opens it, the surest first. */
  readonly restore: (token: string, openers: readonly Address[], lang?: Lang) => Promise<RestoredCart | null>
}
