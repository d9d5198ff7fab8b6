// After an event: what the document keeps of the shopper's past beside the sums. Knows no flows.
import { change, type Draft } from '../draft.ts'
import { withFirst } from '../orders/first-order.ts'
import type { Shopper } from '../shopper.ts'
import { interestsAfter } from './interests.ts'

export const notePast = (draft: Draft, before: Shopper): void => {
  const { shopper, event } = draft
  const counted = { before: before.orders.count, now: shopper.orders.count }
  const interests = interestsAfter(shopper.interests, event, counted)
  if (interests && interests !== shopper.interests) change(draft, { interests })
  const orders = withFirst(shopper.orders, before.orders, event)
  if (orders !== shopper.orders) change(draft, { orders })
}
