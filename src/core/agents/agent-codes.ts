// The codes that agents give: on a ticket, or by hand with a reason; and those they take back.

import { codeOf, revoke } from '../codes/code-life.ts'
import { change, type Draft } from '../draft.ts'
import { enrol, mark } from '../enrolment/enrol.ts'
import type { AgentAct } from '../event.ts'
import { type Issued, issue, showCode } from '../issuing/issue.ts'
import { flowOf } from '../rulebook.ts'
import { sayBot } from '../say.ts'
import { withAgent } from '../talk.ts'
import { decideTicket, goOn, noteAct, refuse, undecided } from './agent-ticket.ts'
import { sayWords } from './say-words.ts'

type Act<K extends AgentAct['act']> = Extract<AgentAct, { act: K }>

const refuseIssue = (draft: Draft, { why, ...more }: Extract<Issued, { kind: 'refused' }>): void => {
  const { kind: _, ...facts } = more
  // The turn makes the codes that it lacks and decides again.
  if (why !== 'wants_spare') refuse(draft, why, facts)
}

/** "Approve: up to 600": terms, and what they may cost on the cart as the agent saw it. */
export const approve = (draft: Draft, agent: string, act: Act<'approve'>): void => {
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  if (draft.shopper.stopped !== null && ticket.opened <= draft.shopper.stopped)
    return refuse(draft, 'stopped')
  const talk = withAgent(draft)
  const issued = issue(draft, act.offer, ticket.enrolment, { ...act, agent })
  if (issued.kind === 'refused') return refuseIssue(draft, issued)
  decideTicket(
    draft,
    ticket,
    'approved',
    { by: agent, what: act.offer },
    { act: 'approve', offer: act.offer },
  )
  change(draft, { agent_mode: null })
  draft.reply = { kind: 'done', ticket: ticket.id, code: issued.code.id }
  sayBot(draft, 'approved', talk, { args: { agent } })
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, talk)
  if (act.words) sayWords(draft, agent, act.words)
  goOn(draft, talk)
}

/** A code without a ticket: to make good for something, say. */
export const issueByHand = (draft: Draft, agent: string, act: Act<'issue'>): void => {
  const flow = flowOf(draft.now, act.campaign)
  if (!flow) return refuse(draft, 'no_such_campaign')
  if (draft.shopper.stopped !== null) return refuse(draft, 'stopped')
  const row = enrol(draft, flow.name, flow.campaign.holdout)
  mark(draft, row.id, () => ({ by_hand: true }))
  const issued = issue(draft, act.offer, row.id, { ...act, agent })
  if (issued.kind === 'refused') return refuseIssue(draft, issued)
  noteAct(draft, agent, { act: 'issue', offer: act.offer }, act.why)
  draft.reply = { kind: 'done', code: issued.code.id }
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, null)
}

export const revokeCode = (draft: Draft, agent: string, act: Act<'revoke'>): void => {
  const code = codeOf(draft, act.code)
  if (code?.state !== 'issued') return refuse(draft, code ? `code_${code.state}` : 'no_such_code')
  revoke(draft, code, draft.now.shop.settle_within)
  noteAct(draft, agent, { act: 'revoke', offer: code.offer }, act.why)
  draft.reply = { kind: 'done', code: code.id }
}
