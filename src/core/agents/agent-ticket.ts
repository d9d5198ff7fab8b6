// What all acts of agents on a ticket share: may this agent decide it, how it is decided, how the flow goes on.

import { change, type Draft, put } from '../draft.ts'
import type { Did, Reply } from '../effect.ts'
import { closeComplaint } from '../orders/complaint.ts'
import type { Talk } from '../shopper.ts'
import { answerTime } from '../steps/ask.ts'
import { endTalk, keepTalk } from '../talk.ts'
import { stepOf, walk } from '../walk.ts'
import { writeTicket } from './handoff.ts'
import { type Decided, isUndecided, type Ticket } from './ticket.ts'

type More = Omit<Extract<Reply, { kind: 'refused' }>, 'kind' | 'reason'>

export const refuse = (draft: Draft, reason: string, more: More = {}): void => {
  draft.reply = { kind: 'refused', reason, ...more }
}

export const who = ({ decided }: Ticket): More => (decided ? { by: decided.by, at: decided.at } : {})

/** What settled a ticket without an agent, in words of its own. */
const settledBy = ({ decided }: Ticket): string | null => {
  if (decided?.by !== 'winback') return null
  return { stop: 'stopped', order: 'ordered', idle: 'idle' }[decided.what] ?? null
}

export const ticketOf = (draft: Draft, id: string): Ticket | null =>
  draft.shopper.tickets.find((one) => one.id === id) ?? null

/** The ticket if it still waits for a decision of this agent; else the refusal is the reply. */
export const undecided = (draft: Draft, id: string, agent: string): Ticket | null => {
  const ticket = ticketOf(draft, id)
  if (!ticket) refuse(draft, 'no_such_ticket')
  else if (ticket.state === 'taken' && ticket.decided?.by !== agent) refuse(draft, 'taken', who(ticket))
  else if (!isUndecided(ticket)) refuse(draft, settledBy(ticket) ?? 'already_decided', who(ticket))
  else return ticket
  return null
}

/** Decides a ticket; what was done stands in the talk as a note. `why`: the agent's own words for it. */
export const decideTicket = (
  draft: Draft,
  ticket: Ticket,
  state: Ticket['state'],
  decided: Omit<Decided, 'at'>,
  did: Did,
  changed: Partial<Ticket> = {},
): void => {
  const { waiting: _, away: __, ...rest } = ticket
  writeTicket(draft, { ...rest, ...changed, state, decided: { ...decided, at: draft.at } })
  // Whoever decides it has read what was complained of.
  if (state !== 'taken') closeComplaint(draft)
  noteAct(draft, decided.by, did, decided.why)
  // What queued behind the talk is not what a shopper wants to hear after an agent.
  change(draft, { pending: draft.shopper.pending.filter((pending) => pending.enrolment === undefined) })
  draft.reply = { kind: 'done', ticket: ticket.id }
}

/** What an agent did, as a note that only the desk shows. */
export const noteAct = (draft: Draft, agent: string, did: Did, why = ''): void => {
  const desk = draft.event.kind === 'agent' ? draft.event.desk : undefined
  put(draft, { kind: 'line', who: 'note', by: agent, text: why, did: { ...did, ...(desk && { desk }) } })
}

/**
 * The agent has decided, or gives the talk back: the flow goes on behind the step that asked for an agent. A
 * question that the shopper left open for an agent may still be answered; it is not asked again.
 */
export const goOn = (draft: Draft, talk: Talk | null, handedBack = false): void => {
  if (!talk) return
  const step = stepOf(draft, talk)
  if (step?.kind !== 'ask') return walk(draft, talk, step?.next ?? null)
  if (handedBack)
    keepTalk(draft, { ...talk, waits: 'answer', asked: draft.at, until: draft.at + answerTime(step, talk) })
  else endTalk(draft, talk)
}

/** No yes came to what the rules suggested: its step is walked again, and what needs a yes counts as refused. */
export const goOnWithout = (draft: Draft, talk: Talk | null, { suggests }: Ticket): void => {
  const step = talk && stepOf(draft, talk)
  if (!talk || !step || suggests === undefined) return goOn(draft, talk)
  draft.unapproved = true
  walk(draft, talk, step.id)
}
