// Who decided a ticket, what, when and why, in words. Pure.
import type { Decided, Ticket } from '../../core/agents/ticket.ts'
import type { DeskView } from '../../ports/desk-doors.ts'
import type { Format } from './format.ts'
import { offerText } from './offers.ts'
import type { Say } from './words.ts'

/** A ticket that one agent has approved and another must approve as well. */
export type WithFirst = Ticket & {
  readonly first?: { readonly by: string; readonly at: number; readonly offer: string }
}

const line = (
  ticket: Ticket,
  { by, at, what, reason, why }: Decided,
  view: DeskView,
  say: Say,
  format: Format,
) => {
  const time = format.time(at)
  if (by === 'winback') return say('settled', { time, why: what })
  if (ticket.state === 'approved')
    return say('approved_by', { by, time, what: offerText(view, what, say, format) })
  if (ticket.state === 'declined')
    return say('declined_by', {
      ...{ by, time },
      why: [say(`reason_${reason ?? 'other'}`), ...(why ? [why] : [])].join('. '),
    })
  return say(what === 'hand_back' ? 'handed_back_by' : 'closed_by', { by, time })
}

export const decidedText = (
  ticket: WithFirst,
  view: DeskView,
  say: Say,
  format: Format,
): readonly string[] => {
  const { decided, first, state } = ticket
  if (state === 'open' || state === 'taken' || state === 'expired')
    return first
      ? [
          say('first_by', {
            ...{ by: first.by, time: format.time(first.at) },
            what: offerText(view, first.offer, say, format),
          }),
          ...(first.words ? [say('first_words', { by: first.by, words: first.words })] : []),
        ]
      : []
  if (!decided) return []
  return [
    line(ticket, decided, view, say, format),
    ...(state === 'approved' && decided.why ? [say('why', { why: decided.why })] : []),
  ]
}
