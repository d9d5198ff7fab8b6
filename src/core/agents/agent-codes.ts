// The codes that agents give: on a ticket, or by hand with a reason; and those they take back.

import { codeOf, revoke } from '../codes/code-life.ts'
import { change, type Draft } from '../draft.ts'
import { enrol, mark } from '../enrolment/enrol.ts'
import { type Issued, issue, showCode } from '../issuing/issue.ts'
import { flowOf } from '../rulebook.ts'
import { sayBot } from '../say.ts'
import { withAgent } from '../talk.ts'
import type { AgentAct } from './agent-act.ts'
import { decideTicket, goOn, noteAct, refuse, undecided } from './agent-ticket.ts'
import { openQuietly, undecidedOf, writeTicket } from './handoff.ts'
import type { Actor } from './people.ts'
import { sayWords } from './say-words.ts'
import { type Agreed, agreeOn, keepFirst, mayBeIssued } from './second-yes.ts'
import type { Ticket } from './ticket.ts'

type Act<K extends AgentAct['act']> = Extract<AgentAct, { act: K }>
type Yes = Extract<Agreed, { kind: 'agreed' }>

const refuseIssue = (draft: Draft, { why, ...more }: Extract<Issued, { kind: 'refused' }>): void => {
  const { kind: _, ...facts } = more
  // The turn makes the codes that it lacks and decides again.
  if (why !== 'wants_spare') refuse(draft, why, facts)
}

/** The first agent's words go out with the second one's yes, or stay with the agents where nothing stands behind them. */
const sayFirst = (draft: Draft, agent: string, words: string): void => {
  const { event } = draft
  const found = 'refused' in event ? event.refused?.find((one) => one.kind === 'unbacked_words') : undefined
  if (!found) return void sayWords(draft, agent, words)
  noteAct(draft, agent, { act: 'kept_back', unbacked: found.unbacked }, words)
}

/** Its code goes out; a ticket that was opened only for a second yes tells the shopper of nothing else. */
const give = (draft: Draft, agent: string, act: Act<'approve'>, ticket: Ticket, agreed: Yes): void => {
  const talk = withAgent(draft)
  const ceiling = agreed.ceiling ?? act.ceiling
  const issued = issue(draft, act.offer, ticket.enrolment, { ...act, ceiling, agent })
  if (issued.kind === 'refused') return refuseIssue(draft, issued)
  const { first, ...rest } = ticket
  const byHand = ticket.reason === 'second_agent'
  const two = agreed.with === undefined ? {} : { with: agreed.with }
  decideTicket(
    draft,
    rest,
    'approved',
    { by: agent, what: act.offer, ...two },
    { act: byHand ? 'issue' : 'approve', offer: act.offer, ...two },
  )
  change(draft, { agent_mode: null })
  draft.reply = { kind: 'done', ticket: ticket.id, code: issued.code.id }
  if (!byHand) sayBot(draft, 'approved', talk, { args: { agent } })
  showCode(draft, issued.kind === 'live' ? 'code_again' : 'code', issued.code, talk)
  if (act.words) sayWords(draft, agent, act.words)
  else if (agreed.with !== undefined && first?.words) sayFirst(draft, first.by, first.words)
  goOn(draft, talk)
}

/** "Approve: up to 600": terms, and what they may cost on the cart as the agent saw it. */
export const approve = (draft: Draft, actor: Actor, act: Act<'approve'>): void => {
  const { agent } = actor
  const ticket = undecided(draft, act.ticket, agent)
  if (!ticket) return
  if (draft.shopper.stopped !== null && ticket.opened <= draft.shopper.stopped)
    return refuse(draft, 'stopped')
  const agreed = agreeOn(draft, actor, act, ticket, ticket.first)
  if (agreed.kind === 'refused') return
  if (agreed.kind === 'agreed') return give(draft, agent, act, ticket, agreed)
  if (!mayBeIssued(draft, agent, agreed.first, ticket.enrolment)) return
  const isOwn = agreed.first.by === agent && act.words !== undefined
  keepFirst(draft, ticket, isOwn ? { ...agreed, first: { ...agreed.first, words: act.words } } : agreed)
}

/** A code without a ticket: to make good for something, say. What wants two opens a ticket, or stands on the one there. */
export const issueByHand = (draft: Draft, actor: Actor, act: Act<'issue'>): void => {
  const { agent } = actor
  const flow = flowOf(draft.now, act.campaign)
  if (!flow) return refuse(draft, 'no_such_campaign')
  if (draft.shopper.stopped !== null) return refuse(draft, 'stopped')
  const there = undecidedOf(draft)
  if (there?.reason === 'second_agent' && there.campaign === flow.name) {
    const { why: _, campaign: __, ...given } = act
    const ceiling = act.ceiling ?? there.first?.ceiling ?? Number.MAX_SAFE_INTEGER
    return approve(draft, actor, { ...given, act: 'approve', ticket: there.id, ceiling })
  }
  const row = enrol(draft, flow.name, flow.campaign.holdout)
  mark(draft, row.id, () => ({ by_hand: true }))
  const agreed = agreeOn(draft, actor, act, { campaign: flow.name, enrolment: row.id }, there?.first)
  if (agreed.kind === 'refused') return
  if (agreed.kind === 'first') {
    if (!mayBeIssued(draft, agent, agreed.first, row.id)) return
    const first = { ...agreed.first, ...(act.why && { why: act.why }) }
    return keepFirst(draft, there ?? openQuietly(draft, 'second_agent', flow.name, row.id, agent), {
      ...agreed,
      first,
    })
  }
  const issued = issue(draft, act.offer, row.id, { ...act, ...agreed, agent })
  if (issued.kind === 'refused') return refuseIssue(draft, issued)
  const two = agreed.with === undefined ? {} : { with: agreed.with }
  if (there?.first && agreed.with !== undefined) {
    const { first: _, ...rest } = there
    writeTicket(draft, rest)
  }
  noteAct(draft, agent, { act: 'issue', offer: act.offer, ...two }, act.why)
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
