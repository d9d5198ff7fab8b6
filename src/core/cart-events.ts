// What happens to a cart and to saved items: the lines, and the flows that wait for a changed cart.
import { bounded, type CartChange, type CartLine, changeLines } from './cart.ts'
import { change, type Draft } from './draft.ts'
import { fire } from './start.ts'

export const changeCart = (draft: Draft, kind: CartChange, changed: readonly CartLine[]): void => {
  const { cart } = draft.shopper
  const lines = bounded(changeLines(cart?.lines ?? [], kind, changed))
  const began = { id: draft.event.id, began: draft.event.at, abandoned: [], started: [] }
  change(draft, { cart: lines.length > 0 ? { ...(cart ?? began), lines } : null })
  startForCart(draft)
}

/** Each flow that waits for a changed cart starts at most once a cart, however often it is changed. */
const startForCart = (draft: Draft): void => {
  for (const flow of draft.now.flows) {
    const { cart } = draft.shopper
    if (flow.start.on !== 'cart_changed' || !cart || cart.started.includes(flow.name)) continue
    if (!fire(draft, 'cart_changed', {}, (one) => one === flow)) continue
    const now = draft.shopper.cart
    if (now) change(draft, { cart: { ...now, started: [...now.started, flow.name] } })
  }
}

export const saveItem = (draft: Draft, item: string, saved: boolean, price: number | undefined): void => {
  const others = draft.shopper.saved.filter((one) => one.item !== item)
  change(draft, { saved: saved ? [...others, { item, ...(price !== undefined && { price }) }] : others })
}
