// An action of a shopper that may earn something: a review, an app installed, a friend won. Each counts once for what it
// is about, however often it is told.
import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { type Flow, flowsOn } from '../rulebook.ts'
import { shareOf } from '../stable-hash.ts'
import { fire } from '../start.ts'
import { noteReferral } from './referral.ts'

/** So many things of one flow are remembered, each by a short hash. */
const REMEMBERED = 60

const markOf = (about: string): string => Math.floor(shareOf(about) * 0x1_0000_0000).toString(36)

const isDone = ({ shopper }: Draft, flow: Flow, about: string): boolean =>
  shopper.done?.[flow.name]?.includes(markOf(about)) ?? false

const setDone = (draft: Draft, flow: Flow, about: string): void => {
  const { done } = draft.shopper
  const marks = [...(done?.[flow.name] ?? []), markOf(about)].slice(-REMEMBERED)
  change(draft, { done: { ...done, [flow.name]: marks } })
}

/** A flow that is `once_per: about` starts once for each; what did not start may come again. */
export const doAction = (draft: Draft, event: EventOf<'action_done'>): void => {
  const { action, about = '', against } = event
  if (action === 'referral') noteReferral(draft, against)
  if (against) {
    draft.reply = { kind: 'refused', reason: against }
    return
  }
  const before = draft.effects.length
  let repeated = false
  for (const flow of flowsOn(draft.now.flows, 'action_done')) {
    const once = flow.start.once_per === 'about'
    if (once && isDone(draft, flow, about)) {
      repeated = true
      continue
    }
    const { starts, pending } = draft.shopper
    const taken = fire(draft, 'action_done', { action }, (one) => one === flow)
    const began = draft.shopper.starts !== starts || draft.shopper.pending !== pending
    if (once && began) setDone(draft, flow, about)
    if (taken || began) repeated = false
  }
  if (repeated && draft.effects.length === before) draft.reply = { kind: 'refused', reason: 'done_before' }
}
