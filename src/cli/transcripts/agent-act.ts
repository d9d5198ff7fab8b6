// What an agent does in a transcript, as the desk would hand it in: on the latest ticket, the latest code.

import type { AgentAct } from '../../core/agents/agent-act.ts'
import type { TermsChange } from '../../core/agents/agent-terms.ts'
import type { Stage } from './stage.ts'
import { duration, minor } from './sums.ts'
import type { Lines } from './transcript.ts'

type Terms = NonNullable<Extract<Lines['agent'], { approve: string }>['terms']>

const termsOf = (stage: Stage, { value, amount, up_to, minimum, valid, gift }: Terms): TermsChange => {
  const given = amount === undefined ? value : minor(stage, amount)
  return {
    ...(given !== undefined && { value: given }),
    ...(up_to !== undefined && { up_to: minor(stage, up_to) }),
    ...(minimum !== undefined && { minimum: minor(stage, minimum) }),
    ...(valid !== undefined && { valid: duration(valid) }),
    ...(gift !== undefined && { gift }),
  }
}

export const agentAct = async (stage: Stage, value: Lines['agent']): Promise<AgentAct> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  const latest = shopper?.tickets.at(-1)
  const ticket = latest?.id ?? ''
  if ('approve' in value) {
    // An agent who names no ceiling approves what the terms say.
    const worst = stage.rulebook.offers[value.approve]?.worst ?? 0
    const asked = value.terms && termsOf(stage, value.terms)
    const ceiling =
      value.ceiling === undefined
        ? Math.max(worst, asked?.up_to ?? 0, asked?.value ?? 0)
        : minor(stage, value.ceiling)
    return { act: 'approve', ticket, offer: value.approve, ceiling, ...(asked && { terms: asked }) }
  }
  if ('decline' in value) return { act: 'decline', ticket, why: value.decline }
  if ('take_over' in value)
    return {
      act: 'take_over',
      ticket,
      ...(value.take_over !== true && value.take_over !== 'yes' && { from: value.take_over.from }),
    }
  if ('close' in value) return { act: 'close', ticket }
  if ('hand_back' in value) return { act: 'hand_back', ticket }
  if ('send' in value) return { act: 'send', ticket, text: value.send }
  if ('note' in value) return { act: 'note', ticket, text: value.note }
  if ('revoke' in value) return { act: 'revoke', code: shopper?.codes.at(-1)?.id ?? '', why: value.revoke }
  return { act: 'issue', offer: value.issue, campaign: value.campaign }
}
