// What a button carries: the ticket, and for an approval exactly what the agent saw. Read back by zod.
import { z } from 'zod'
import type { Ticket } from '../../core/agents/ticket.ts'
import type { DeskView } from '../../ports/desk-doors.ts'

export const ACTIONS = {
  approve: 'winback_approve',
  adjust: 'winback_adjust',
  decline: 'winback_decline',
  takeOver: 'winback_take_over',
  handBack: 'winback_hand_back',
  send: 'winback_send',
  assign: 'winback_assign',
} as const

const terms = z.strictObject({
  value: z.number().optional(),
  up_to: z.number().optional(),
  minimum: z.number().optional(),
  valid: z.number().optional(),
  gift: z.string().optional(),
})

export const approval = z.object({
  offer: z.string().min(1),
  ceiling: z.number().int().min(0),
  digest: z.string().optional(),
  terms: terms.optional(),
})
export type Approval = z.output<typeof approval>

const value = z
  .object({ ticket: z.string().includes('.'), from: z.string().optional() })
  .extend(approval.partial().shape)

export const carried =
  (ticket: string) =>
  (more: Partial<Approval> & { readonly from?: string }): string =>
    JSON.stringify({ ticket, ...more })

export const readValue = (text: string | undefined): z.output<typeof value> | null => {
  try {
    return value.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch {
    return null
  }
}

/** What one press would approve: the first agent's yes, the rules' own suggestion, or the cheapest that they allow. */
export const approvalOf = (view: DeskView, ticket: Ticket): Approval | null => {
  const { first } = ticket
  if (first) {
    const { offer, ceiling, digest, terms: changed } = first
    return { offer, ceiling, digest, ...(changed && { terms: changed }) }
  }
  const { offers } = view.rules
  const found =
    offers.find(({ suggested, has_room }) => suggested && has_room) ?? offers.find(({ least }) => least)
  if (!found) return null
  return {
    offer: found.name,
    ceiling: found.ceiling,
    ...(found.digest !== undefined && { digest: found.digest }),
  }
}
