// The entrance of core: one event of one shopper, decided. Pure: the same inputs give the same bytes.

import { agentActs } from './agents.ts'
import { cancelOrder, returnCode } from './cancel.ts'
import { changeCart, saveItems } from './cart-events.ts'
import { change, type Draft, newDraft } from './draft.ts'
import { dueOf } from './due.ts'
import type { Effect, Reply } from './effect.ts'
import { type Event, isHistory } from './event.ts'
import { decideFold, takeIn } from './fold.ts'
import { withLooks } from './folding/join-who.ts'
import { hear } from './heard.ts'
import { identify, noticeSeen } from './identify.ts'
import { asTold, importOrder } from './imported.ts'
import { lookAtSegments, nextLook, noteSegments } from './look.ts'
import { completeOrder, settleOrder } from './orders.ts'
import { addPoints, pointsExpire } from './points.ts'
import { prune } from './prune.ts'
import type { Rulebooks } from './rulebook.ts'
import { sayBot } from './say.ts'
import type { Shopper } from './shopper.ts'
import { fire, wakeQueued } from './start.ts'
import { subscribe, unsubscribe } from './subscribe.ts'
import { asking } from './talk.ts'
import { askRedeem, askRollBack } from './using/redeeming.ts'
import { wake } from './wake.ts'

export type Decision =
  | {
      readonly kind: 'decided'
      readonly shopper: Shopper
      readonly effects: readonly Effect[]
      readonly reply: Reply
      /** The shopper's wake-up, ms since 1970; null: none. */
      readonly due: number | null
    }
  /** The turn may issue and has too few spare codes: make so many more and decide again. */
  | { readonly kind: 'wants_spares'; readonly count: number }

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
  'order_completed',
  'order_cancelled',
  'said',
  'chat_opened',
])

const happen = (draft: Draft): void => {
  const { event } = draft
  switch (event.kind) {
    case 'viewed':
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
    case 'action_done':
      fire(draft, 'action_done', { action: event.action })
      return
    case 'points_added':
      return addPoints(draft, event.points, event.balance)
    case 'points_expiring':
      return pointsExpire(draft, event.points, event.on)
    case 'order_completed':
      return completeOrder(draft, event)
    case 'order_cancelled':
      return cancelOrder(draft, event)
    case 'order_imported':
      return importOrder(draft, event)
    case 'shopper_imported':
      draft.shopper = asTold(draft.shopper, event, draft.at)
      return
    case 'code_used':
      return settleOrder(draft, event.code, event.order, false)
    case 'code_returned':
      return returnCode(draft, event.order)
    case 'redeem':
      return askRedeem(draft, event)
    case 'roll_back':
      return askRollBack(draft, event)
    case 'said':
      return hear(draft, event)
    case 'chat_opened':
      return openChat(draft, event.address, event.lang)
    case 'agent':
      return agentActs(draft, event)
    case 'taken_in':
      return takeIn(draft, event)
    case 'folded':
    case 'fold_cleared':
      return
    case 'wake_up':
      return wake(draft, event)
  }
}

/** The first time that the chat is opened it says hello, unless a talk is going on. */
const openChat = (draft: Draft, address: Shopper['reply_to'], lang: Shopper['lang'] | undefined): void => {
  const first = draft.shopper.reply_to === null
  change(draft, { reply_to: address, ...(lang && !draft.shopper.lang && { lang }) })
  if (!first || asking(draft)) return
  draft.answering = true
  sayBot(draft, 'greeting')
}

/** Addresses, activity and visits: what every event tells by coming at all. */
const notice = (draft: Draft): void => {
  const { event, shopper } = draft
  const { from, also = [] } = event
  const news = [...(from ? [from] : []), ...also].filter(
    ({ channel, id }) => !shopper.addresses.some((one) => one.channel === channel && one.id === id),
  )
  if (news.length > 0) change(draft, { addresses: [...shopper.addresses, ...news] })
  if (event.seen) noticeSeen(draft, event.seen)
  for (const looked of event.looked ?? []) {
    const { created, visits } = draft.shopper
    change(draft, { created: Math.min(created, looked.first), visits: withLooks(visits, looked) })
  }
  if (isHistory(event)) return noticePast(draft)
  if (!ACTIVITY.has(event.kind)) return
  const { visits } = draft.shopper
  const active = Math.max(shopper.active, event.at)
  change(draft, { active, visits: { ...visits, last: Math.max(visits.last, event.at) } })
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
    shopper.seen === before.seen &&
    shopper.segments === before.segments
  const planned = shopper.look_again !== null && shopper.look_again > draft.at
  if (event.kind !== 'wake_up' && same && planned) return
  change(draft, { look_again: nextLook(draft.now, shopper, draft.at) })
}

/**
 * Decides one event. `shopper` is the document as loaded, or newShopper(...) for somebody new; none of the
 * inputs is changed. Rulebooks that `shopper.talks` and reminders are pinned to should be in `pinned`.
 */
export const decide = (rulebooks: Rulebooks, shopper: Shopper, event: Event): Decision => {
  const folded = decideFold(shopper, event)
  if (folded) return folded
  const draft = newDraft(rulebooks, shopper, event)
  notice(draft)
  happen(draft)
  wakeQueued(draft)
  // What two hold together is no news of either: nobody is written to because of a fold.
  if (isHistory(event) || event.kind === 'taken_in') noteSegments(draft)
  else if (event.kind !== 'viewed' && event.kind !== 'wake_up') lookAtSegments(draft)
  planLook(draft, shopper)
  if (draft.wanting > 0) return { kind: 'wants_spares', count: (event.spares?.length ?? 0) + draft.wanting }
  const pruned = prune(draft.shopper, draft.at, draft.now)
  return {
    kind: 'decided',
    shopper: pruned,
    effects: draft.effects,
    reply: draft.reply,
    due: dueOf(draft.now, pruned),
  }
}
