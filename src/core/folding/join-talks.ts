// Talks of two that are one: one question at a time, one talk of a flow, one agent; and what waits behind them.

import type { Ticket } from '../agents/ticket.ts'
import { isAboutTheCart } from '../cart/about-the-cart.ts'
import { flowOf, type Rulebook } from '../rulebook.ts'
import type { Pending, Shopper, Talk } from '../shopper.ts'
import { activeLast } from './join-who.ts'

/**
 * Who ordered as one of the two since the other's cart was touched last has not left that cart: what is in it was
 * bought or given up, and nobody is asked about it.
 */
export const settledBy = (rulebook: Rulebook, one: Shopper, other: Shopper): Shopper => {
  if (other.orders.last === null || other.orders.last <= one.active) return one
  const talks = one.talks.filter((talk) => talk.waits === 'agent' || !isAboutTheCart(rulebook, talk.flow))
  const pending = one.pending.filter((pending) => pending.on === 'order_completed')
  return { ...one, cart: null, talks, pending }
}

const newest = (talks: readonly Talk[], reply: Shopper['reply_to']): Talk | undefined => {
  const here = (talk: Talk) => talk.at?.channel === reply?.channel && talk.at?.id === reply?.id
  return [...talks].sort(
    (a, b) => Number(here(b)) - Number(here(a)) || b.began - a.began || (a.enrolment < b.enrolment ? -1 : 1),
  )[0]
}

const answersOnly = (rulebook: Rulebook, { flow }: Talk): boolean => {
  const on = flowOf(rulebook, flow)?.start.on
  return on === 'message' || on === 'ask_discount'
}

/** `open`: the one ticket that is undecided; the talk that led to it is the one that waits for an agent. */
export const joinTalks = (
  rulebook: Rulebook,
  older: Shopper,
  younger: Shopper,
  joined: Pick<Shopper, 'reply_to' | 'stopped'>,
  open: Ticket | null,
): readonly Talk[] => {
  const all = [...older.talks, ...younger.talks]
  const agents = all.filter((talk) => talk.waits === 'agent' && open !== null)
  const withAgent = agents.find((talk) => talk.enrolment === open?.enrolment) ?? agents[0]
  const asking = newest(
    all.filter((talk) => talk.waits === 'answer'),
    joined.reply_to,
  )
  const pauses = all.filter((talk) => talk.waits === 'pause').sort((a, b) => b.began - a.began)
  const kept: Talk[] = []
  for (const talk of [withAgent, asking, ...pauses]) {
    if (!talk || kept.some((one) => one.flow === talk.flow)) continue
    // Who asked for silence is asked nothing more, but for what that one began.
    if (joined.stopped !== null && talk !== withAgent && !answersOnly(rulebook, talk)) continue
    kept.push(talk)
  }
  return kept
}

const isSame = (a: Pending, b: Pending): boolean => a.flow === b.flow && a.on === b.on

/** One of each flow, the one due first; none of a flow that a talk is going on of. */
export const joinPending = (
  older: Shopper,
  younger: Shopper,
  { stopped, points }: Pick<Shopper, 'stopped' | 'points'>,
  talks: readonly Talk[],
): readonly Pending[] => {
  if (stopped !== null) return []
  const all = [...older.pending, ...younger.pending]
    .filter((one) => one.on !== 'points_expiring' || one.lapses === points?.expires)
    .sort((a, b) => Number(!a.enrolment) - Number(!b.enrolment) || a.due - b.due)
  return all
    .filter((one, i) => all.findIndex((other) => isSame(one, other)) === i)
    .filter((one) => !talks.some((talk) => talk.flow === one.flow))
}

/** Pieces of one message, said in two places within a moment: one message. */
export const joinHeard = (older: Shopper, younger: Shopper): Shopper['heard'] => {
  if (!older.heard || !younger.heard) return older.heard ?? younger.heard
  const [last, first] = activeLast(older, younger)
  const due = Math.max(last.heard!.due, first.heard!.due)
  const timed = [first.heard!, last.heard!].flatMap(({ pieces, times = [] }) =>
    pieces.map((text, i) => ({ text, at: times[i] ?? 0 })),
  )
  const inOrder = timed.toSorted((a, b) => a.at - b.at)
  const { aside: _, ...heard } = last.heard!
  return { ...heard, due, pieces: inOrder.map(({ text }) => text), times: inOrder.map(({ at }) => at) }
}
