// What an agent does in a transcript, as the desk would hand it in: on the latest ticket, the latest code.
import type { AgentAct } from '../../core/event.ts'
import type { Stage } from './stage.ts'
import { minor } from './sums.ts'
import type { Lines } from './transcript.ts'

export const agentAct = async (stage: Stage, value: Lines['agent']): Promise<AgentAct> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  const latest = shopper?.tickets.at(-1)
  const ticket = latest?.id ?? ''
  if ('approve' in value) {
    const ceiling = value.ceiling === undefined ? (latest?.cart ?? 0) : minor(stage, value.ceiling)
    return { act: 'approve', ticket, offer: value.approve, ceiling }
  }
  if ('decline' in value) return { act: 'decline', ticket, why: value.decline }
  if ('take_over' in value) return { act: 'take_over', ticket }
  if ('hand_back' in value) return { act: 'hand_back', ticket }
  if ('send' in value) return { act: 'send', ticket, text: value.send }
  if ('note' in value) return { act: 'note', ticket, text: value.note }
  if ('revoke' in value) return { act: 'revoke', code: shopper?.codes.at(-1)?.id ?? '', why: value.revoke }
  return { act: 'issue', offer: value.issue, campaign: value.campaign }
}
