// Signs that a shopper wants something: came back, began a new cart, asked for a discount. Waiting is none. Thresholds
// of what counts as a visit stand here and nowhere else. Knows no ladders and no flows.
import { change, type Draft } from '../draft.ts'
import type { EventKind } from '../event.ts'
import type { Shopper } from '../shopper.ts'
import { HOUR, MINUTE } from '../time/local-time.ts'
import type { Lead } from './ladder.ts'

/** A pause of so long ends a visit; what analytics tools take, too. */
export const VISIT_ENDS_AFTER = 30 * MINUTE
/** Away for so long, the next visit is a return. */
export const ABSENT_FOR = 12 * HOUR

/** What a shopper does in the shop. To answer our own message is no visit. */
const VISITS: ReadonlySet<EventKind> = new Set([
  'viewed',
  'cart_changed',
  'item_saved',
  'hesitated',
  'signed_in',
  'order_completed',
])

/** Does this event begin a visit? Asked before the visit itself is noted. */
export const beginsVisit = ({ shopper, event }: Draft): boolean =>
  VISITS.has(event.kind) && event.at >= shopper.visits.last + VISIT_ENDS_AFTER

/** Notes a return after an absence; called before the visit itself is noted. */
export const noteReturn = (draft: Draft): void => {
  const { shopper, event } = draft
  if (!VISITS.has(event.kind) || event.at < shopper.visits.last + ABSENT_FOR) return
  change(draft, { intent: { ...shopper.intent, back: event.at } })
}

/** The shopper asked for a discount. */
export const noteAsked = (draft: Draft): void =>
  change(draft, { intent: { ...draft.shopper.intent, asked: draft.at } })

/**
 * A sign of intent since `since`, ms since 1970; null: none. What falls into the same visit is none: asking five
 * times in five minutes, or emptying a cart and filling it again, leads nowhere.
 */
export const signSince = ({ intent, cart }: Shopper, since: number): Lead | null => {
  const from = since + VISIT_ENDS_AFTER
  if ((intent?.back ?? 0) >= from) return 'came_back'
  if (cart && cart.began >= from) return 'new_cart'
  return (intent?.asked ?? 0) >= from ? 'asked' : null
}
