// What the cart costs, with delivery and a code, as the server says it. Asked anew with every change; knows no elements.

import type { AccountHere } from './account.ts'
import { type Delivery, type Quote, shopApi } from './api.ts'
import type { Cart } from './cart.ts'
import { kept } from './kept.ts'
import { hint, visitor } from './widget.ts'

export type Till = {
  readonly quote: () => Quote | null
  /** asking: sums are on their way; failed: the server did not answer. */
  readonly state: () => 'ready' | 'asking' | 'failed'
  readonly typed: () => string
  /** The code that the sums were asked with; '' for none. */
  readonly code: () => string
  readonly delivery: () => Delivery
  readonly type: (text: string) => void
  /** Tries the code on this cart. Answers whether it counts; null: nobody could say. */
  readonly apply: (text: string) => Promise<boolean | null>
  readonly deliver: (delivery: Delivery) => void
  readonly ask: () => Promise<void>
  /** After an order. */
  readonly reset: () => void
}

/** What was tried last in this tab; a reload does not lose it. */
const KEPT = 'code'
const readCode = (given: unknown): string => (typeof given === 'string' ? given.slice(0, 60) : '')

export const openTill = (
  cart: Pick<Cart, 'lines'>,
  account: Pick<AccountHere, 'who'>,
  onChange: (quote: Quote | null) => void,
): Till => {
  let quote: Quote | null = null
  let state: ReturnType<Till['state']> = 'ready'
  let code = readCode(kept.readHere(KEPT))
  let typed = code
  let delivery: Delivery = 'post'
  let asked = 0

  const ask = async (): Promise<void> => {
    asked += 1
    const mine = asked
    const lines = cart.lines()
    if (lines.length === 0) {
      quote = null
      state = 'ready'
      return onChange(null)
    }
    state = 'asking'
    onChange(null)
    try {
      const session = account.who()?.session ?? null
      const found = await shopApi.quote({ visitor: await visitor(), session, lines, delivery, code })
      if (mine !== asked) return
      quote = found
      state = 'ready'
    } catch {
      if (mine !== asked) return
      state = 'failed'
    }
    onChange(state === 'ready' ? quote : null)
  }

  return {
    quote: () => quote,
    state: () => state,
    typed: () => typed,
    code: () => code,
    delivery: () => delivery,
    type: (text) => {
      typed = text
    },
    apply: async (text) => {
      typed = text
      code = text.trim()
      kept.keepHere(KEPT, code || null)
      if (code !== '') hint('Coupon Entered', {})
      await ask()
      if (state !== 'ready' || code === '' || !quote?.code) return null
      if (quote.code.valid) hint('Coupon Applied', { discount: quote.discount })
      else hint('Coupon Denied', { reason: quote.code.reason })
      return quote.code.valid
    },
    deliver: (chosen) => {
      delivery = chosen
      void ask()
    },
    ask,
    reset: () => {
      typed = ''
      code = ''
      kept.keepHere(KEPT, null)
      quote = null
    },
  }
}
