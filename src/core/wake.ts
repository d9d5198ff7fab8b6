// A due time has come: does everything of the shopper that is due by now, each thing once.
import { abandon } from './abandonment.ts'
import { ageCode } from './code-life.ts'
import { change, type Draft } from './draft.ts'
import type { EventOf } from './event.ts'
import { expireTicket, openTicketOf } from './handoff.ts'
import { answerHeard } from './heard.ts'
import { look } from './look.ts'
import type { Talk } from './shopper.ts'
import { startPending } from './start.ts'
import { endTalk } from './talk.ts'
import { stepOf, walk } from './walk.ts'

/** What the talk waited for did not come, or its pause is over. */
const goOn = (draft: Draft, talk: Talk): void => {
  const step = stepOf(draft, talk)
  if (!step) return endTalk(draft, talk)
  if (talk.waits === 'pause') return walk(draft, talk, step.next)
  if (talk.waits === 'answer') return walk(draft, talk, step.kind === 'ask' ? step.silent : null)
  const ticket = openTicketOf(draft)
  // An agent has the talk: the flow does not come back to it.
  if (ticket?.state === 'taken') return endTalk(draft, talk)
  if (ticket) expireTicket(draft, ticket)
  if (step.kind === 'ask') return endTalk(draft, talk)
  walk(draft, talk, (step.kind === 'escalate' ? step.fallback : null) ?? step.next)
}

export const wake = (draft: Draft, event: EventOf<'wake_up'>): void => {
  const { at } = draft
  for (const code of draft.shopper.codes) ageCode(draft, code.id)
  const heard = draft.shopper.heard
  if (heard && heard.due <= at && event.meaning) answerHeard(draft, event.meaning)
  for (const talk of draft.shopper.talks) if (talk.until <= at) goOn(draft, talk)
  // A ticket that no talk waits for: the shopper asked for a person out of the blue.
  const waiting = openTicketOf(draft)
  if (waiting?.state === 'open' && waiting.until <= at) expireTicket(draft, waiting)
  startPending(draft)
  abandon(draft)
  if (draft.shopper.look_again !== null && draft.shopper.look_again <= at) {
    change(draft, { look_again: null })
    look(draft)
  }
}
