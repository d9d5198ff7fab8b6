// How a flow starts: its trigger fired, its rule holds, its caps have room; then enrolment, arm, and the first step.

import { awaitedOf } from './agents/handoff.ts'
import type { Trigger } from './campaign.ts'
import type { Against } from './contact/against.ts'
import { againstTalk } from './contact/hold.ts'
import { purposeOf } from './contact/purpose.ts'
import { noteUnsent, noteWaited } from './contact/unsent.ts'
import { againstAll, whereTo } from './contact/where.ts'
import { change, type Draft, draftFacts, holds } from './draft.ts'
import { armIn, enrol } from './enrolment/enrol.ts'
import { variantIn } from './enrolment/variant.ts'
import { isReason } from './meaning.ts'
import { isInTrouble } from './orders/trouble.ts'
import { reachAt, reachIn } from './reach.ts'
import { bestAt } from './reaching/choose.ts'
import { type Flow, flowOf, flowsOn, type Step } from './rulebook.ts'
import type { Pending, Talk } from './shopper.ts'
import { isPausedBySteering } from './steering/budget-in-force.ts'
import { asking, endTalk, withAgent } from './talk.ts'
import { enrolAfter, talkAfter } from './time/delay.ts'
import { walk } from './walk.ts'

/** These answer a shopper who wrote; all others are on our own initiative. */
const ANSWERS: ReadonlySet<Trigger> = new Set(['message', 'ask_discount', 'link'])

/** A queued flow waits this long for the other talk's end, then lapses. */
const QUEUED_FOR = 24 * 3_600_000

const isAnswer = (flow: Flow): boolean => ANSWERS.has(flow.start.on)

/** Steps that nobody hears of; a flow of these alone only counts. */
const UNHEARD: ReadonlySet<Step['kind']> = new Set(['set', 'wait', 'go', 'end'])

/** Does it use up one of the messages that nobody asked for? */
const isContact = (flow: Flow): boolean =>
  !isAnswer(flow) && !Object.values(flow.steps).every(({ kind }) => UNHEARD.has(kind))

/** These are about an order of the shopper's, and go on while it is late. */
const ABOUT_ORDERS: ReadonlySet<Trigger> = new Set(['order_completed', 'order_cancelled', 'order_late'])

/** Whose order is late, or who complains, hears nothing on our initiative but of that. */
const isUntimely = (draft: Draft, flow: Flow): boolean =>
  !isAnswer(flow) &&
  !ABOUT_ORDERS.has(flow.start.on) &&
  !flow.campaign.apology &&
  isInTrouble(draft.shopper, draft.at)

const within = (times: readonly number[], window: number | null, at: number): number =>
  window === null ? times.length : times.filter((time) => time > at - window).length

/** What stands against a start, beside its rule. */
export type StartBar =
  | 'agent'
  | 'unreachable'
  | 'paused'
  | 'ended'
  | 'at_most'
  | 'contact'
  | Exclude<Against['why'], 'capped' | 'quiet'>

/** Campaign open, caps not reached, somebody to talk to. Conditions come after, since they cost more. */
export const barTo = (draft: Draft, flow: Flow): StartBar | null => {
  const { shopper, at } = draft
  const { at_most } = flow.start
  const { paused, until } = flow.campaign
  if (shopper.agent_mode) return 'agent'
  if (!reachAt(draft.now.shop, shopper)) return 'unreachable'
  const against = isContact(flow) ? againstAll(draft, purposeOf(flow)) : null
  // A channel's cap and the night bar no campaign: its talk waits, or passes over what can't be said.
  if (against) return against.why as StartBar
  if (shopper.stopped !== null && !isAnswer(flow) && !isContact(flow)) return 'stopped'
  // While an agent is awaited nothing of ours comes between; a question may still be answered.
  if (withAgent(draft) || (awaitedOf(draft) && !isAnswer(flow))) return 'agent'
  if (paused || isPausedBySteering(draft, flow.name)) return 'paused'
  if (until !== null && at >= until) return 'ended'
  if (at_most && within(shopper.starts[flow.name] ?? [], at_most.within, at) >= at_most.count)
    return 'at_most'
  const cap = draft.now.shop.contact
  const isFull = isContact(flow) && cap && within(shopper.contacts, cap.within, at) >= cap.count
  return isFull ? 'contact' : null
}

/** What the contact policy, or nobody's being there, keeps from starting is listed for whoever asks why. */
const noteBar = (draft: Draft, flow: Flow, bar: StartBar, vars: Talk['vars']): void => {
  if (isAnswer(flow) || !isContact(flow) || OTHER_BARS.has(bar) || !holds(draft, flow.start.when, vars))
    return
  const against = againstAll(draft, purposeOf(flow))
  if (against?.why === bar) return noteUnsent(draft, { ...against, flow: flow.name })
  const cap = draft.now.shop.contact
  const why = bar === 'contact' ? 'contact' : 'unreachable'
  noteUnsent(draft, { why, flow: flow.name, ...(why === 'contact' && cap) })
}

/** These are of the campaign, not of whether we may write. */
const OTHER_BARS: ReadonlySet<StartBar> = new Set(['agent', 'paused', 'ended', 'at_most'])

/** Which flow of two talks: the more important, and where they are equal the one that answers the shopper. */
const goesFirst = (draft: Draft, flow: Flow, other: Talk): boolean => {
  const priority = flowOf(draft.now, other.flow)?.priority ?? 0
  return flow.priority > priority || (flow.priority === priority && isAnswer(flow))
}

/** Where a talk is led: by the channel that a variant wishes for, where the shopper wrote, or where it works best. */
const placeFor = (draft: Draft, flow: Flow, wished: string | undefined) =>
  wished === undefined && !isAnswer(flow)
    ? (bestAt(draft) ?? reachAt(draft.now.shop, draft.shopper))
    : reachIn(draft.now.shop, draft.shopper, wished)

const asksSomething = (flow: Flow): boolean => Object.values(flow.steps).some((step) => step.kind === 'ask')

/** Starts `flow` now if it may; answers whether it did (or was queued, or is held out). */
export const start = (
  draft: Draft,
  flow: Flow,
  vars: Talk['vars'],
  enrolled?: string,
  notBefore = draft.at,
): boolean => {
  if (isUntimely(draft, flow)) return false
  if (!enrolled) {
    const bar = barTo(draft, flow)
    if (bar) {
      noteBar(draft, flow, bar, vars)
      return false
    }
    if (flow.start.when && !flow.start.when.holds(draftFacts(draft, vars))) return false
  }
  const enrolment = enrolled ?? enrolNow(draft, flow, vars)
  if (armIn(draft, enrolment) === 'holdout' && !isAnswer(flow)) return true
  if (notBefore > draft.at) {
    const times = { due: notBefore, not_before: notBefore, lapses: notBefore + QUEUED_FOR }
    queue(draft, { flow: flow.name, on: flow.start.on, ...times, vars, enrolment })
    return true
  }
  const variant = variantIn(draft, enrolment)
  const wished = placeFor(draft, flow, variant?.channel)
  const at = isContact(flow) ? whereTo(draft, wished, purposeOf(flow)) : wished
  const night = isContact(flow) ? againstTalk(draft, { at, flow: flow.name }) : null
  if (night?.why === 'quiet' && night.until !== undefined) {
    const times = { due: night.until, not_before: night.until, lapses: night.until + QUEUED_FOR }
    noteUnsent(draft, { ...night, flow: flow.name })
    queue(draft, { flow: flow.name, on: flow.start.on, ...times, vars, enrolment })
    return true
  }
  noteWaited(draft, flow.name)
  if (night && enrolled && night.why !== 'capped') {
    noteUnsent(draft, { ...night, flow: flow.name })
    return false
  }
  const other = asking(draft)
  if (other && asksSomething(flow)) {
    if (!goesFirst(draft, flow, other)) {
      queue(draft, {
        flow: flow.name,
        on: flow.start.on,
        due: draft.at,
        lapses: draft.at + QUEUED_FOR,
        vars,
        enrolment,
      })
      return true
    }
    endTalk(draft, other)
  }
  const talk: Talk = {
    flow: flow.name,
    rulebook: draft.now.hash,
    enrolment,
    began: draft.at,
    at,
    step: '',
    waits: 'pause',
    until: draft.at,
    asked_back: 0,
    vars: variant ? { ...vars, variant: variant.name } : vars,
  }
  walk(draft, talk, flow.first)
  return true
}

/** Enrols and counts the start; a held out shopper is counted the same, so that caps act alike on both arms. */
const enrolNow = (draft: Draft, flow: Flow, vars: Talk['vars']): string => {
  const { starts, contacts } = draft.shopper
  change(draft, {
    starts: { ...starts, [flow.name]: [...(starts[flow.name] ?? []), draft.at] },
    ...(isContact(flow) && { contacts: [...contacts, draft.at] }),
  })
  return enrol(draft, flow.name, flow.campaign.holdout, vars).id
}

const queue = (draft: Draft, pending: Pending): void =>
  change(draft, { pending: [...draft.shopper.pending, pending] })

/** Something is asked, or an agent is awaited or there: what queued goes on waiting. */
const isBusy = (draft: Draft): boolean =>
  asking(draft) !== null || awaitedOf(draft) !== null || draft.shopper.agent_mode !== null

/** Told long after it happened: it counts, and nobody is written to because of it. */
const isOldNews = ({ event, at }: Draft): boolean => event.at < at - QUEUED_FOR

/** When a flow that was triggered now enrols, and when its first word is said; ms since 1970. */
const timesOf = (draft: Draft, flow: Flow): { readonly enrol: number; readonly talk: number } => {
  const { id, cart, active } = draft.shopper
  // The silence before an abandonment is its `after`; it has passed already.
  if (flow.start.on === 'cart_abandoned')
    return { enrol: draft.at, talk: active + talkAfter(flow, id, cart?.id ?? '') }
  const occasion = draft.event.id
  return { enrol: draft.at + enrolAfter(flow, id, occasion), talk: draft.at + talkAfter(flow, id, occasion) }
}

/** A trigger fired: starts what is to start now, notes what waits. Answers whether a flow took it. */
export const fire = (
  draft: Draft,
  on: Trigger,
  vars: Talk['vars'] = {},
  only?: (flow: Flow) => boolean,
): boolean => {
  let taken = false
  if (isOldNews(draft)) return false
  for (const flow of flowsOn(draft.now.flows, on)) {
    if (only && !only(flow)) continue
    const times = timesOf(draft, flow)
    // One that is noted already is not noted again: its time runs from the first trigger.
    const isNoted = draft.shopper.pending.some((pending) => pending.flow === flow.name && pending.on === on)
    if (times.enrol > draft.at) {
      if (isNoted) continue
      const { enrol: due, talk } = times
      queue(draft, {
        ...{ flow: flow.name, on, due, lapses: due + QUEUED_FOR, vars },
        ...(talk > due && { not_before: talk }),
      })
    } else if (!(isNoted && flow.experiment) && start(draft, flow, vars, undefined, times.talk)) {
      taken = true
      // One flow answers one message; other triggers may start several campaigns.
      if (isAnswer(flow)) return true
    }
  }
  return taken
}

/** Triggers that fired within the event, by what is no flow's matter. */
export const fireNoted = (draft: Draft): void => {
  for (let noted = draft.triggers.shift(); noted; noted = draft.triggers.shift()) {
    const { on, vars, flow } = noted
    fire(draft, on, vars, flow === undefined ? undefined : ({ name }) => name === flow)
  }
}

/** A delayed word about a cart that was touched again: the silence begins anew. Null: it may be said. */
const isTooSoon = ({ shopper, at }: Draft, flow: Flow, { on, not_before }: Pending): number | null => {
  if (on !== 'cart_abandoned' || not_before === undefined || !shopper.cart) return null
  const silent = shopper.active + talkAfter(flow, shopper.id, shopper.cart.id)
  return silent > at ? silent : null
}

/** A delayed word about a cart that is ordered or empty by now. */
const isPointless = ({ shopper }: Draft, { on, not_before }: Pending): boolean =>
  on === 'cart_abandoned' && not_before !== undefined && shopper.cart === null

/** Starts what was noted and is due; what still has to wait for another talk stays until it lapses. */
export const startPending = (draft: Draft): void => {
  const due = draft.shopper.pending.filter((pending) => pending.due <= draft.at)
  if (due.length === 0) return
  change(draft, { pending: draft.shopper.pending.filter((pending) => pending.due > draft.at) })
  for (const pending of due) {
    const flow = flowOf(draft.now, pending.flow)
    noteWaited(draft, pending.flow)
    if (!flow || pending.lapses <= draft.at) continue
    const again = isTooSoon(draft, flow, pending)
    if (again !== null)
      queue(draft, { ...pending, due: again, not_before: again, lapses: again + QUEUED_FOR })
    else if (isPointless(draft, pending)) noteUnsent(draft, { why: 'lapsed', flow: flow.name })
    else if (pending.enrolment && isBusy(draft)) queue(draft, { ...pending, due: pending.lapses })
    // What queued was meant for the cart and the shopper of then: the rule is asked again.
    else if (pending.enrolment && flow.start.when && !holds(draft, flow.start.when, pending.vars))
      noteUnsent(draft, { why: 'lapsed', flow: flow.name })
    else
      start(draft, flow, pending.vars, pending.enrolment, pending.enrolment ? draft.at : pending.not_before)
  }
}

/** A talk ended: what queued behind it may go. */
export const wakeQueued = (draft: Draft): void => {
  if (isBusy(draft) || !draft.shopper.pending.some((pending) => pending.enrolment)) return
  change(draft, {
    pending: draft.shopper.pending.map((pending) =>
      pending.enrolment ? { ...pending, due: Math.max(draft.at, pending.not_before ?? 0) } : pending,
    ),
  })
  startPending(draft)
}

/** The variables that a meaning gives to a flow. */
export const meaningVars = (label: string): Talk['vars'] => ({
  message: label,
  ...(isReason(label) && { reason: label }),
})
