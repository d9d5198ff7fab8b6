// What happens to a cart and to saved items: the lines, and the flows that wait for a changed cart.

import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { flowsOn } from '../rulebook.ts'
import { fire } from '../start.ts'
import type { CartChange, CartLine } from './cart.ts'
import { type CartNews, pastOf, withNews } from './cart-past.ts'

/** What is told late is put where its time belongs; false where something newer has overtaken it. */
export const putIntoCart = (draft: Draft, news: CartNews): boolean => {
  const { cart, cart_past } = draft.shopper
  const known = withNews(cart_past ?? pastOf(cart?.lines ?? []), news)
  if (!known) return false
  const { past, lines } = known
  const began = { id: draft.event.id, began: draft.event.at, abandoned: [], started: [] }
  change(draft, { cart: lines.length > 0 ? { ...(cart ?? began), lines } : null, cart_past: past })
  return true
}

export const changeCart = (draft: Draft, kind: CartChange, changed: readonly CartLine[]): void => {
  if (putIntoCart(draft, { at: draft.event.at, change: kind, lines: changed })) startForCart(draft)
}

/** Each flow that waits for a changed cart starts at most once a cart, however often it is changed. */
const startForCart = (draft: Draft): void => {
  for (const flow of flowsOn(draft.now.flows, 'cart_changed')) {
    const { cart } = draft.shopper
    if (!cart || cart.started.includes(flow.name)) continue
    if (!fire(draft, 'cart_changed', {}, (one) => one === flow)) continue
    const now = draft.shopper.cart
    if (now) change(draft, { cart: { ...now, started: [...now.started, flow.name] } })
  }
}

export const saveItems = (draft: Draft, { item, price, more, saved }: EventOf<'item_saved'>): void => {
  const named = [{ item, ...(price !== undefined && { price }) }, ...(more ?? [])]
  const others = draft.shopper.saved.filter((one) => !named.some((other) => other.item === one.item))
  change(draft, { saved: saved ? [...others, ...named] : others })
}
