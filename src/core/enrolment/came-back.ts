// The first thing that a shopper does at the shop after an enrolment. Talking to us is not coming back.
import type { Draft } from '../draft.ts'
import type { EventKind } from '../event.ts'
import { mark } from './enrol.ts'

const AT_THE_SHOP: ReadonlySet<EventKind> = new Set([
  'viewed',
  'cart_changed',
  'item_saved',
  'hesitated',
  'signed_in',
  'action_done',
  'order_completed',
])

/** Asked before the event is answered, so that what an enrolment begins with is not a coming back from it. */
export const noteBack = (draft: Draft): void => {
  const { event } = draft
  if (!AT_THE_SHOP.has(event.kind)) return
  for (const row of draft.shopper.enrolments)
    if (row.back === undefined && event.at > row.at) mark(draft, row.id, () => ({ back: event.at }))
}
