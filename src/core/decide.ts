// The entrance of core: one event of one shopper, decided. Pure: the same inputs give the same bytes.

import { doAction } from './actions/actions.ts'
import { comeReferred } from './actions/referral.ts'
import { agentActs } from './agents/agents.ts'
import { dropStaleFirst } from './agents/second-yes.ts'
import { cartCount } from './cart/cart.ts'
import { changeCart, saveItems } from './cart/cart-events.ts'
import type { Wanted } from './codes/code-source.ts'
import { freezeCode } from './codes/freeze.ts'
import { noteShown } from './codes/shown.ts'
import { change, type Draft, newDraft } from './draft.ts'
import type { Effect, Reply } from './effect.ts'
import { noteBack } from './enrolment/came-back.ts'
import { enrolElsewhere } from './enrolment/elsewhere.ts'
import { judgeVisit } from './enrolment/goal-met.ts'
import { countMessages } from './enrolment/messages-sent.ts'
import { type Address, type Event, isHistory } from './event.ts'
import { decideFold, takeIn } from './fold.ts'
import { lookedAtItem } from './goods/looked-at.ts'
import { notePast } from './goods/note-past.ts'
import { hear } from './heard.ts'
import { noteHesitation } from './hesitation/note-hesitation.ts'
import { identify, noticeSeen } from './identify.ts'
import { arrive } from './joining/arrive.ts'
import { chooseLang } from './joining/language.ts'
import { backAt, isLeft } from './joining/leave.ts'
import { proved } from './joining/send-there.ts'
import { noteReturn } from './ladder/intent.ts'
import { openChat } from './open-chat.ts'
import { cancelOrder, returnCode } from './orders/cancel.ts'
import { closeComplaint, openComplaint } from './orders/complaint.ts'
import { asTold, importOrder, withoutPoints } from './orders/imported.ts'
import { updateOrder } from './orders/order-updates.ts'
import { completeOrder, settleOrder } from './orders/orders.ts'
import { addPoints, openPoints, pointsExpire, returnPoints, spendPoints } from './points/points.ts'
import { prune } from './prune.ts'
import { isAddress } from './reach.ts'
import { comeBack, noteReachable } from './reachable.ts'
import { noteGot, noteSent } from './reaching/record.ts'
import { fallThrough } from './reaching/undelivered.ts'
import type { Rulebooks } from './rulebook.ts'
import type { Shopper } from './shopper.ts'
import { fire, fireNoted, wakeQueued } from './start.ts'
import { consent, subscribe, unsubscribe } from './subscribe.ts'
import { moveBack } from './time/clock-back.ts'
import { dueOf } from './time/due.ts'
import { lookAtSegments, nextLook, noteSegments } from './time/look.ts'
import { lookedAt, visited } from './time/visits.ts'
import { wake } from './time/wake.ts'
import { askLock, release } from './using/locking.ts'
import { askRedeem, askRollBack } from './using/redeeming.ts'

export type Decision =
  | {
      readonly kind: 'decided'
      readonly shopper: Shopper
      readonly effects: readonly Effect[]
      readonly reply: Reply
      /** The shopper's wake-up, ms since 1970; null: none. */
      readonly due: number | null
    }
  /** The turn may issue and lacks these spare codes: bring them and decide again. */
  | { readonly kind: 'wants_spares'; readonly wanted: readonly Wanted[] }

/** Events that the shopper did; an abandonment is measured from the last of them. */
const ACTIVITY: ReadonlySet<Event['kind']> = new Set([
  'viewed',
  'cart_changed',
  'item_saved',
  'hesitated',
  'signed_in',
  'subscribed',
  'unsubscribed',
  'action_done',
  'referred',
  'order_completed',
  'order_cancelled',
  'said',
  'chat_opened',
  'arrived',
])

/** Segments are not looked at again because of these. */
const QUIET: ReadonlySet<Event['kind']> = new Set([
  'viewed',
  'page_left',
  'wake_up',
  'reachable',
  'shown',
  'undelivered',
])

const happen = (draft: Draft): void => {
  const { event } = draft
  switch (event.kind) {
    case 'viewed':
      change(draft, lookedAtItem(draft.shopper, event.item))
      return change(draft, { visits: { ...draft.shopper.visits, views: draft.shopper.visits.views + 1 } })
    case 'cart_changed':
      return changeCart(draft, event.change, event.lines)
    case 'item_saved':
      return saveItems(draft, event)
    case 'hesitated':
      fire(draft, 'hesitation', { sign: event.sign })
      return
    case 'identified':
      return identify(draft, event)
    case 'signed_in':
      fire(draft, 'signed_in')
      return
    case 'subscribed':
      subscribe(draft)
      fire(draft, 'subscribed')
      return
    case 'unsubscribed':
      return unsubscribe(draft)
    case 'consented':
      return consent(draft, event)
    case 'action_done':
      return doAction(draft, event)
    case 'referred':
      return comeReferred(draft, event)
    case 'points_added':
      return addPoints(draft, event.points, event.balance)
    case 'points_spent':
      return spendPoints(draft, event)
    case 'points_returned':
      return returnPoints(draft, event.spend)
    case 'points_expiring':
      return pointsExpire(draft, event.points, event.on)
    case 'order_completed':
      return completeOrder(draft, event)
    case 'order_cancelled':
      return cancelOrder(draft, event)
    case 'order_updated':
      return updateOrder(draft, event)
    case 'complaint':
      return event.open ? openComplaint(draft) : closeComplaint(draft)
    case 'order_imported':
      return importOrder(draft, event)
    case 'shopper_imported':
      draft.shopper = asTold(draft.shopper, withoutPoints(draft.now.shop, event), draft.at)
      openPoints(draft, event.traits.points)
      return
    case 'enrolled':
      return enrolElsewhere(draft, event)
    case 'code_used':
      return settleOrder(draft, event.code, event.order, false)
    case 'code_returned':
      return returnCode(draft, event.order, event.part)
    case 'lock':
      return askLock(draft, event)
    case 'release':
      return release(draft, event)
    case 'code_leaked':
      return freezeCode(draft, event.code)
    case 'redeem':
      return askRedeem(draft, event)
    case 'roll_back':
      return askRollBack(draft, event)
    case 'said':
      return hear(draft, event)
    case 'chat_opened':
      return openChat(draft, event)
    case 'shown':
      return noteShown(draft, event)
    case 'reachable':
      return noteReachable(draft, event)
    case 'undelivered':
      return fallThrough(draft, event)
    case 'arrived':
      return arrive(draft, event)
    case 'proved':
      return proved(draft, event)
    case 'lang_chosen':
      return chooseLang(draft, event)
    case 'agent':
      return agentActs(draft, event)
    case 'taken_in':
      return takeIn(draft, event)
    case 'page_left':
    case 'folded':
    case 'fold_cleared':
      return
    case 'wake_up':
      return wake(draft, event)
  }
}

const NONE: readonly Address[] = []

/** Addresses, activity and visits: what every event tells by coming at all. */
const notice = (draft: Draft): void => {
  const { event, shopper } = draft
  const { from, also = NONE } = event
  backAt(draft, also)
  const isNew = (one: Address) => !shopper.addresses.some(isAddress(one))
  const news = also.filter(isNew)
  if (from && isNew(from) && !isLeft(shopper, from)) news.unshift(from)
  if (news.length > 0) change(draft, { addresses: [...shopper.addresses, ...news] })
  if (from) comeBack(draft, from)
  if (event.seen) noticeSeen(draft, event.seen)
  for (const looked of event.looked ?? []) {
    const { created, visits } = draft.shopper
    change(draft, { created: Math.min(created, looked.first), visits: lookedAt(visits, looked) })
  }
  if (isHistory(event)) return noticePast(draft)
  if (!ACTIVITY.has(event.kind)) return
  judgeVisit(draft)
  noteReturn(draft)
  const { visits } = draft.shopper
  const active = Math.max(shopper.active, event.at)
  change(draft, { active, visits: visited(visits, event.at) })
}

/** Somebody was there at the time of an order, and is known since the earliest that was heard of, in any order. */
const noticePast = (draft: Draft): void => {
  const { event, shopper } = draft
  const { created, active, visits } = shopper
  const last = event.kind === 'order_imported' ? event.at : visits.last
  change(draft, {
    created: Math.min(created, event.at),
    active: event.kind === 'order_imported' ? Math.max(active, event.at) : active,
    visits: { ...visits, first: Math.min(visits.first, event.at), last: Math.max(visits.last, last) },
  })
}

/** Plans the next look anew where something it rests on has changed; a wake-up always does. */
const planLook = (draft: Draft, before: Shopper): void => {
  const { event, shopper } = draft
  const same =
    shopper.orders === before.orders &&
    shopper.traits === before.traits &&
    shopper.points === before.points &&
    shopper.seen === before.seen &&
    shopper.segments === before.segments
  const planned = shopper.look_again !== null && shopper.look_again > draft.at
  if (event.kind !== 'wake_up' && same && planned) return
  const look_again = nextLook(draft.now, shopper, draft.at, event.around ?? null)
  if (look_again !== shopper.look_again) change(draft, { look_again })
}

/**
 * Decides one event. `shopper` is the document as loaded, or newShopper(...) for somebody new; none of the
 * inputs is changed. Rulebooks that `shopper.talks` and reminders are pinned to should be in `pinned`.
 */
export const decide = (rulebooks: Rulebooks, shopper: Shopper, event: Event): Decision => {
  const folded = decideFold(shopper, event)
  if (folded) return folded
  const draft = newDraft(rulebooks, shopper, event)
  moveBack(draft)
  notice(draft)
  noteBack(draft)
  noteGot(draft)
  // A sign counts before the flows that start on it ask how high the level is.
  const pieces = cartCount(draft.shopper.cart?.lines ?? [])
  if (event.kind === 'hesitated') noteHesitation(draft, pieces)
  happen(draft)
  dropStaleFirst(draft)
  if (event.kind !== 'hesitated') noteHesitation(draft, pieces)
  notePast(draft, shopper)
  fireNoted(draft)
  wakeQueued(draft)
  // What two hold together is no news of either: nobody is written to because of a fold.
  if (isHistory(event) || event.kind === 'taken_in') noteSegments(draft)
  else if (!QUIET.has(event.kind)) lookAtSegments(draft)
  planLook(draft, shopper)
  countMessages(draft)
  noteSent(draft)
  if (draft.wanting.length > 0) return { kind: 'wants_spares', wanted: draft.wanting }
  const pruned = prune(draft.shopper, draft.at, draft.now)
  return {
    kind: 'decided',
    shopper: pruned,
    effects: draft.effects,
    reply: draft.reply,
    due: dueOf(draft.now, pruned),
  }
}
