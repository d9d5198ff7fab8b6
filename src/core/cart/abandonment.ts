// When a cart counts as abandoned: so long without any activity, at most once per cart and flow.

import { change, type Draft } from '../draft.ts'
import { type Flow, flowsOn } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { fire } from '../start.ts'
import { enrolAfter } from '../time/delay.ts'
import type { Cart } from './cart.ts'

/** Where no flow says how long: the same as most shops take. */
export const ABANDONED_AFTER = 45 * 60_000

const watchers = (flows: readonly Flow[]): readonly Flow[] => flowsOn(flows, 'cart_abandoned')

const seen = (cart: Cart, flow: string): boolean => cart.abandoned.some((entry) => entry.flow === flow)

/** The name under which a cart is abandoned where no flow watches. */
const NOBODY = ''

/** Each flow that this cart can still be abandoned for, and after how long; the empty name where none watches. */
const waits = (
  flows: readonly Flow[],
  cart: Cart,
  shopper: string,
): readonly { readonly flow: string; readonly after: number }[] => {
  const watching = watchers(flows)
  const all =
    watching.length > 0
      ? watching.map((flow) => ({ flow: flow.name, after: enrolAfter(flow, shopper, cart.id) }))
      : [{ flow: NOBODY, after: ABANDONED_AFTER }]
  return all.filter(({ flow }) => !seen(cart, flow))
}

/** The next time at which the cart counts as abandoned if nothing happens; null: no cart, or all have seen it. */
export const abandonedDue = (flows: readonly Flow[], shopper: Shopper): number | null => {
  if (!shopper.cart) return null
  const times = waits(flows, shopper.cart, shopper.id).map(({ after }) => shopper.active + after)
  return times.length > 0 ? Math.min(...times) : null
}

/** Takes the cart for abandoned for every flow whose time is over, and starts these flows where their rules hold. */
export const abandon = (draft: Draft): void => {
  const { cart, active } = draft.shopper
  if (!cart) return
  const due = waits(draft.now.flows, cart, draft.shopper.id).filter(({ after }) => active + after <= draft.at)
  if (due.length === 0) return
  const first = cart.abandoned.length === 0
  change(draft, {
    cart: { ...cart, abandoned: [...cart.abandoned, ...due.map(({ flow }) => ({ flow, at: draft.at }))] },
    carts_abandoned: draft.shopper.carts_abandoned + (first ? 1 : 0),
  })
  for (const { flow } of due) fire(draft, 'cart_abandoned', {}, (one) => one.name === flow)
}
