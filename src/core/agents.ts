// What an agent does: approve, decline, take over, hand back, write, issue, revoke. The first decision wins.
import { cartTotal } from './cart.ts'
import { codeOf, revoke } from './code-life.ts'
import { change, type Draft, put } from './draft.ts'
import type { Effect } from './effect.ts'
import { enrol } from './enrol.ts'
import type { AgentAct, EventOf } from './event.ts'
import { writeTicket } from './handoff.ts'
import { issue, showCode } from './issue.ts'
import { flowOf } from './rulebook.ts'
import { reachAt, sayBot } from './say.ts'
import type { Talk } from './shopper.ts'
import { endTalk, withAgent } from './talk.ts'
import type { Ticket } from './ticket.ts'
import { stepOf, walk } from './walk.ts'

type Act<K extends AgentAct['act']> = Extract<AgentAct, { act: K }>

const refuse = (
  draft: Draft,
  reason: string,
  more: { by?: string; at?: number; missing?: number } = {},
): void => {
  draft.reply = { kind: 'refused', reason, ...more }
}

/** The ticket if it still waits for a decision of this agent; else the refusal is the reply. */
const undecided = (draft: Draft, id: string, agent: string): Ticket | null => {
  const ticket = draft.shopper.tickets.find((one) => one.id === id)
  if (!ticket) refuse(draft, 'no_such_ticket')
  else if (ticket.state === 'taken' && ticket.decided?.by !== agent) refuse(draft, 'taken', who(ticket))
  // One that nobody answered in time can still be decided.
  else if (!['open', 'taken', 'expired'].includes(ticket.state)) refuse(draft, 'already_decided', who(ticket))
  else return ticket
  return null
}

const who = ({ decided }: Ticket): { by?: string; at?: number } =>
  decided ? { by: decided.by, at: decided.at } : {}

const decided = (draft: Draft, ticket: Ticket, state: Ticket['state'], by: string, what: string): void => {
  writeTicket(draft, { ...ticket, state, decided: { by, at: draft.at, what } })
  // What queued behind the talk is not what a shopper wants to hear after an agent.
  change(draft, { pending: draft.shopper.pending.filter((pending) => pending.enrolment === undefined) })
  draft.reply = { kind: 'done', ticket: ticket.id }
}

const approve = (draft: Draft, agent: string, act: Act<'approve'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  const cart = cartTotal(draft.shopper.cart?.lines ?? [])
  if (cart > act.ceiling) return refuse(draft, 'cart_changed', { missing: cart - act.ceiling })
  const talk = withAgent(draft)
  const issued = issue(draft, act.offer, ticket.enrolment, agent)
  if (issued.kind === 'refused') return issued.why === 'wants_spare' ? undefined : refuse(draft, issued.why)
  decided(draft, ticket, 'approved', agent, act.offer)
  change(draft, { agent_mode: null })
  draft.reply = { kind: 'done', ticket: ticket.id, code: issued.code.id }
  sayBot(draft, 'approved', talk, { args: { agent } })
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, talk)
  goOn(draft, talk)
}

/** The agent has decided: the flow goes on behind the step that asked for one. */
const goOn = (draft: Draft, talk: Talk | null): void => {
  if (!talk) return
  const step = stepOf(draft, talk)
  // A shopper who asked for a person instead of answering is not taken for having answered.
  walk(draft, talk, step && step.kind !== 'ask' ? step.next : null)
}

const decline = (draft: Draft, agent: string, act: Act<'decline'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  decided(draft, ticket, 'declined', agent, act.why)
  change(draft, { agent_mode: null })
  const talk = withAgent(draft)
  sayBot(draft, 'agent_declined', talk, { args: { agent } })
  goOn(draft, talk)
}

const takeOver = (draft: Draft, agent: string, act: Act<'take_over'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  decided(draft, ticket, 'taken', agent, 'take_over')
  const talk = withAgent(draft)
  // Whatever else we were asking is the agent's to ask now.
  change(draft, { agent_mode: { agent, ticket: ticket.id }, talks: talk ? [talk] : [] })
  sayBot(draft, 'agent_joined', talk, { args: { agent } })
}

const handBack = (draft: Draft, agent: string, act: Act<'hand_back'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  decided(draft, ticket, 'closed', agent, 'hand_back')
  change(draft, { agent_mode: null })
  const talk = withAgent(draft)
  sayBot(draft, 'agent_left', talk, { args: { agent } })
  if (talk) endTalk(draft, talk)
}

/** An agent's own words: a note stays inside; what is sent goes out as it is, under the agent's name. */
const write = (draft: Draft, agent: string, act: Act<'note'> | Act<'send'>): void => {
  const ticket = draft.shopper.tickets.find((one) => one.id === act.ticket)
  if (!ticket) return refuse(draft, 'no_such_ticket')
  const { stopped } = draft.shopper
  if (act.act === 'send' && stopped !== null && ticket.opened <= stopped) return refuse(draft, 'stopped')
  draft.reply = { kind: 'done', ticket: ticket.id }
  if (act.act === 'note') return put(draft, { kind: 'line', who: 'note', by: agent, text: act.text })
  const to = reachAt(draft.shopper)
  if (!to) return refuse(draft, 'no_address')
  const message = { text: { key: '', args: {} } }
  const effect: Effect = {
    kind: 'say',
    to,
    message,
    rulebook: draft.now.hash,
    answer: true,
    by: agent,
    words: act.text,
  }
  put(draft, effect)
}

const issueByHand = (draft: Draft, agent: string, act: Act<'issue'>): void => {
  const flow = flowOf(draft.now, act.campaign)
  if (!flow) return refuse(draft, 'no_such_campaign')
  if (draft.shopper.stopped !== null) return refuse(draft, 'stopped')
  const row = enrol(draft, flow.name, flow.campaign.holdout)
  const issued = issue(draft, act.offer, row.id, agent)
  if (issued.kind === 'refused') return issued.why === 'wants_spare' ? undefined : refuse(draft, issued.why)
  draft.reply = { kind: 'done', code: issued.code.id }
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, null)
}

const revokeCode = (draft: Draft, act: Act<'revoke'>): void => {
  const code = codeOf(draft, act.code)
  if (code?.state !== 'issued') return refuse(draft, code ? code.state : 'not_found')
  revoke(draft, code, draft.now.shop.settle_within)
  draft.reply = { kind: 'done', code: code.id }
}

export const agentActs = (draft: Draft, { agent, does }: EventOf<'agent'>): void => {
  draft.answering = true
  switch (does.act) {
    case 'approve':
      return approve(draft, agent, does)
    case 'decline':
      return decline(draft, agent, does)
    case 'take_over':
      return takeOver(draft, agent, does)
    case 'hand_back':
      return handBack(draft, agent, does)
    case 'note':
    case 'send':
      return write(draft, agent, does)
    case 'issue':
      return issueByHand(draft, agent, does)
    case 'revoke':
      return revokeCode(draft, does)
  }
}
