// A due time has come: does everything of the shopper that is due by now, each thing once.

import { settleReferral } from '../actions/referral.ts'
import { goOnWithout } from '../agents/agent-ticket.ts'
import { closeTicket, expireTicket, undecidedOf } from '../agents/handoff.ts'
import type { Ticket } from '../agents/ticket.ts'
import { abandon } from '../cart/abandonment.ts'
import { ageCode } from '../codes/code-life.ts'
import { isStillMeant } from '../contact/hold.ts'
import { change, type Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { answerHeard } from '../heard.ts'
import { agePoints } from '../points/points.ts'
import type { Talk } from '../shopper.ts'
import { startPending } from '../start.ts'
import { endTalk, withAgent } from '../talk.ts'
import { stepOf, walk } from '../walk.ts'
import { look } from './look.ts'

/** Who did something so lately still waits for an answer, ms. */
const STILL_THERE = 30 * 60_000

/** What the talk waited for did not come, or its pause is over. */
const goOn = (draft: Draft, talk: Talk): void => {
  const step = stepOf(draft, talk)
  if (!step) return endTalk(draft, talk)
  if (talk.held) {
    const { held: _, ...awake } = talk
    return isStillMeant(draft, talk) ? walk(draft, awake, talk.step) : endTalk(draft, talk)
  }
  if (talk.waits === 'pause') return walk(draft, talk, step.next)
  if (talk.waits === 'answer') return walk(draft, talk, step.kind === 'ask' ? step.silent : null)
  if (step.kind === 'ask') return endTalk(draft, talk)
  walk(draft, talk, (step.kind === 'escalate' ? step.fallback : null) ?? step.next)
}

/** The time of the agent is over. A ticket never holds a talk for ever, nor does an agent who has gone. */
const missTicket = (draft: Draft, ticket: Ticket): void => {
  const talk = withAgent(draft)
  // Who wrote just now is being answered, if only by telling that nobody is there.
  const { active, stopped } = draft.shopper
  if (stopped === null && draft.at - active <= STILL_THERE) draft.answering = true
  change(draft, { agent_mode: null })
  // Taken, and the agent had the last word: the talk is over, and nobody is told anything.
  if (ticket.state === 'taken' && !ticket.waiting) {
    closeTicket(draft, 'idle')
    if (talk) endTalk(draft, talk)
    return
  }
  expireTicket(draft, ticket)
  if (talk && ticket.suggests !== undefined) goOnWithout(draft, talk, ticket)
  else if (talk) goOn(draft, talk)
}

export const wake = (draft: Draft, event: EventOf<'wake_up'>): void => {
  const { at } = draft
  for (const code of draft.shopper.codes) ageCode(draft, code.id)
  agePoints(draft)
  settleReferral(draft)
  const heard = draft.shopper.heard
  if (heard && heard.due <= at && event.meaning) answerHeard(draft, event.meaning)
  const ticket = undecidedOf(draft)
  if (ticket && ticket.state !== 'expired' && ticket.until <= at) missTicket(draft, ticket)
  for (const talk of draft.shopper.talks) if (talk.until <= at) goOn(draft, talk)
  startPending(draft)
  abandon(draft)
  if (draft.shopper.look_again !== null && draft.shopper.look_again <= at) {
    change(draft, { look_again: null })
    look(draft)
  }
}
