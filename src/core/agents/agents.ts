// What an agent does with a talk: decline, take over, hand back, write. The first decision wins.

import { change, type Draft, put } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { sayBot } from '../say.ts'
import { asking, endTalk, withAgent } from '../talk.ts'
import { HOUR } from '../time/local-time.ts'
import type { AgentAct } from './agent-act.ts'
import { approve, issueByHand, revokeCode } from './agent-codes.ts'
import { decideTicket, goOn, goOnWithout, noteAct, refuse, ticketOf, undecided, who } from './agent-ticket.ts'
import { writeTicket } from './handoff.ts'
import { actorOf, nameOf } from './people.ts'
import { sayWords } from './say-words.ts'
import { isUndecided, type Ticket } from './ticket.ts'

type Act<K extends AgentAct['act']> = Extract<AgentAct, { act: K }>

/** A talk in which nothing happens for so long goes back to the bot by itself. */
export const IDLE = 12 * HOUR

const decline = (draft: Draft, agent: string, act: Act<'decline'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  const { reason = 'other', why } = act
  const decided = { by: agent, what: 'decline', reason, ...(why && { why }) }
  decideTicket(draft, ticket, 'declined', decided, { act: 'decline', reason })
  change(draft, { agent_mode: null })
  const talk = withAgent(draft)
  // The reason stays inside; the shopper hears the polite text only, or what the agent wrote on purpose.
  sayBot(draft, 'agent_declined', talk, { args: { agent } })
  if (act.words) sayWords(draft, agent, act.words)
  goOnWithout(draft, talk, ticket)
}

/** A ticket that somebody else has, or has decided, is taken over only by naming that agent: who looked knows. */
const toTakeOver = (draft: Draft, agent: string, act: Act<'take_over'>): Ticket | null => {
  const ticket = ticketOf(draft, act.ticket)
  const from = act.from === undefined ? undefined : nameOf(draft.now.shop.agents, act.from)
  const named = from !== undefined && from === ticket?.decided?.by && from !== 'winback'
  return named && ticket ? ticket : undecided(draft, act.ticket, agent)
}

const takeOver = (draft: Draft, agent: string, act: Act<'take_over'>): void => {
  const ticket = toTakeOver(draft, agent, act)
  if (!ticket) return
  if (draft.shopper.stopped !== null && ticket.opened <= draft.shopper.stopped)
    return refuse(draft, 'stopped')
  const from = ticket.state === 'taken' && ticket.decided?.by !== agent ? ticket.decided?.by : undefined
  const before = withAgent(draft) ?? asking(draft)
  const until = draft.at + draft.now.shop.agent_answers_within
  const talk = before && { ...before, waits: 'agent' as const, until }
  // Whatever else we were asking is the agent's to ask now.
  change(draft, { agent_mode: { agent, ticket: ticket.id }, talks: talk ? [talk] : [] })
  decideTicket(
    draft,
    ticket,
    'taken',
    { by: agent, what: 'take_over', ...(from && { from }) },
    { act: 'take_over', ...(from && { from }) },
    { waiting: true, until, assigned: { to: agent, by: agent, at: draft.at } },
  )
  sayBot(draft, 'agent_joined', talk, { args: { agent } })
}

const handBack = (draft: Draft, agent: string, act: Act<'hand_back'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  decideTicket(draft, ticket, 'closed', { by: agent, what: 'hand_back' }, { act: 'hand_back' })
  change(draft, { agent_mode: null })
  const talk = withAgent(draft)
  sayBot(draft, 'agent_left', talk, { args: { agent } })
  if (ticket.suggests === undefined) goOn(draft, talk, true)
  else goOnWithout(draft, talk, ticket)
}

const close = (draft: Draft, agent: string, act: Act<'close'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  decideTicket(draft, ticket, 'closed', { by: agent, what: 'close' }, { act: 'close' })
  change(draft, { agent_mode: null })
  const talk = withAgent(draft)
  if (talk) endTalk(draft, talk)
}

/** An agent's own words: a note stays inside; what is sent goes out as it is, under the agent's name. */
const write = (draft: Draft, agent: string, act: Act<'note'> | Act<'send'>): void => {
  const ticket = ticketOf(draft, act.ticket)
  if (!ticket) return refuse(draft, 'no_such_ticket')
  draft.reply = { kind: 'done', ticket: ticket.id }
  if (act.act === 'note') return put(draft, { kind: 'line', who: 'note', by: agent, text: act.text })
  const { stopped } = draft.shopper
  if (stopped !== null && ticket.opened <= stopped) return refuse(draft, 'stopped')
  if (ticket.state === 'taken' && ticket.decided?.by !== agent) return refuse(draft, 'taken', who(ticket))
  if (!sayWords(draft, agent, act.text)) return refuse(draft, 'no_address')
  if (ticket.state !== 'taken') return
  writeTicket(draft, { ...ticket, waiting: false, until: draft.at + IDLE })
}

/** It is somebody else's from now on; a talk that was taken goes over. */
const assign = (draft: Draft, agent: string, act: Act<'assign'>): void => {
  const to = nameOf(draft.now.shop.agents, act.to)
  const ticket = ticketOf(draft, act.ticket)
  if (!ticket) return refuse(draft, 'no_such_ticket')
  if (!isUndecided(ticket)) return refuse(draft, 'already_decided', who(ticket))
  const assigned = { to, by: agent, at: draft.at }
  noteAct(draft, agent, { act: 'assign', to })
  draft.reply = { kind: 'done', ticket: ticket.id }
  if (ticket.state !== 'taken' || !ticket.decided) return writeTicket(draft, { ...ticket, assigned })
  if (draft.shopper.agent_mode) change(draft, { agent_mode: { agent: to, ticket: ticket.id } })
  const decided = { by: to, at: draft.at, what: 'assign', from: ticket.decided.by }
  writeTicket(draft, {
    ...ticket,
    assigned,
    decided,
    waiting: true,
    until: draft.at + draft.now.shop.agent_answers_within,
  })
}

export const agentActs = (draft: Draft, event: EventOf<'agent'>): void => {
  const { does, refused } = event
  const words = refused?.find((one) => one.kind === 'unbacked_words')
  // The first agent's words are no reason against the second one's yes: they alone are kept back.
  const isOwn = does.act !== 'approve' || does.words !== undefined
  if (words && isOwn) return refuse(draft, words.kind, { unbacked: words.unbacked })
  draft.answering = true
  const { role, desk } = event
  const said = {
    agent: event.agent,
    ...(role !== undefined && { role }),
    ...(desk !== undefined && { desk }),
  }
  const actor = actorOf(draft.now.shop.agents, said)
  const { agent } = actor
  switch (does.act) {
    case 'approve':
      return approve(draft, actor, does)
    case 'decline':
      return decline(draft, agent, does)
    case 'take_over':
      return takeOver(draft, agent, does)
    case 'assign':
      return assign(draft, agent, does)
    case 'hand_back':
      return handBack(draft, agent, does)
    case 'close':
      return close(draft, agent, does)
    case 'note':
    case 'send':
      return write(draft, agent, does)
    case 'issue':
      return issueByHand(draft, actor, does)
    case 'revoke':
      return revokeCode(draft, agent, does)
  }
}
