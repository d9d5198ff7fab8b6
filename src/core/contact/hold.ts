// A step that would write on our own initiative, and what the contact policy says to it: go on, wait for the end of the
// quiet hours, or pass over it. What waits is walked anew then, so that it is judged by how things stand.
import type { Draft } from '../draft.ts'
import { isGone, reachAt } from '../reach.ts'
import { type Channels, flowOf, type Step, type Unit } from '../rulebook.ts'
import type { Talk } from '../shopper.ts'
import { talkBy } from '../steps/by-channel.ts'
import type { Against } from './against.ts'
import { isSameMoment } from './caps.ts'
import { mayContact } from './may-contact.ts'
import { purposeOf } from './purpose.ts'
import { noteUnsent, noteWaited } from './unsent.ts'

const SPEAKS: ReadonlySet<Step['kind']> = new Set(['say', 'ask', 'offer', 'give', 'escalate'])

/** What stands against this talk's next word; null: nothing, or nobody could hear it anyway. */
export const againstTalk = (draft: Draft, talk: Pick<Talk, 'at' | 'flow'>): Against | null => {
  if (draft.answering) return null
  const at = talk.at && !isGone(draft.shopper, talk.at) ? talk.at : reachAt(draft.now.shop, draft.shopper)
  const against = at && mayContact(draft, at, purposeOf(flowOf(draft.now, talk.flow)))
  return against && isSameMoment(draft, against) ? null : against
}

export type Held =
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'pass'; readonly to: string | null }

/** null: the step may be walked. */
export const holdStep = (draft: Draft, talk: Talk, step: Step): Held | null => {
  if (draft.answering || !SPEAKS.has(step.kind)) return null
  const there = talkBy(draft, talk, step as { readonly channels?: Channels; readonly unit?: Unit })
  const against = there && againstTalk(draft, there)
  if (!against) return null
  const { flow } = talk
  if (against.why === 'quiet') {
    noteUnsent(draft, { ...against, flow })
    return { kind: 'wait', until: against.until ?? draft.at }
  }
  // An agent may still be asked: who works there decides how to reach this shopper.
  if (step.kind === 'escalate') return null
  noteUnsent(draft, { ...against, flow })
  // Where the first of a unit is not said, the rest of it isn't either.
  const unit = 'unit' in step ? step.unit : undefined
  if (unit?.lead) return { kind: 'pass', to: unit.end }
  return { kind: 'pass', to: step.kind === 'ask' ? step.silent : step.next }
}

/** The night is over: is there still something to say? */
export const isStillMeant = (draft: Draft, talk: Pick<Talk, 'flow'>): boolean => {
  noteWaited(draft, talk.flow)
  const on = flowOf(draft.now, talk.flow)?.start.on
  if (draft.shopper.cart || (on !== 'cart_abandoned' && on !== 'cart_changed')) return true
  noteUnsent(draft, { why: 'lapsed', flow: talk.flow })
  return false
}
