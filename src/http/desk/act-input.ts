// An act as the desk's page sends it, read: shapes only, with what they become in core. Sums are minor units.
import { z } from 'zod'
import type { AgentAct } from '../../core/agents/agent-act.ts'
import type { TermsChange } from '../../core/agents/agent-terms.ts'
import { DECLINE_REASONS } from '../../core/agents/ticket.ts'

const MOST = 100_000_000_000

const ticket = z.string().min(3).max(200).includes('.')
const shopper = z.string().min(1).max(200)
const name = z.string().min(1).max(100)
const words = z.string().trim().min(1).max(4000)
const sum = z.number().int().min(0).max(MOST)

const change = z.strictObject({
  value: z.number().min(0).max(MOST).optional(),
  up_to: sum.optional(),
  minimum: sum.optional(),
  valid: z
    .number()
    .int()
    .min(60_000)
    .max(3660 * 86_400_000)
    .optional(),
  gift: name.optional(),
})

/** Leaves out what was not given: a change says only what is otherwise. */
const terms = change.transform(
  (given): TermsChange =>
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
)

const gives = {
  offer: name,
  terms: terms.optional(),
  ceiling: sum,
  digest: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
}

const decline = z
  .object({
    act: z.literal('decline'),
    ticket,
    reason: z.enum(DECLINE_REASONS),
    why: words.optional(),
    words: words.optional(),
  })
  .refine(({ reason, why }) => reason !== 'other' || why !== undefined, {
    path: ['why'],
    message: 'another reason wants words',
  })

export const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('approve'), ticket, ...gives, words: words.optional() }),
  decline,
  z.object({ act: z.literal('take_over'), ticket, from: name.optional() }),
  z.object({ act: z.literal('assign'), ticket, to: name }),
  z.object({ act: z.literal('hand_back'), ticket }),
  z.object({ act: z.literal('close'), ticket }),
  z.object({ act: z.literal('note'), ticket, text: words }),
  z.object({ act: z.literal('send'), ticket, text: words }),
  z.object({ act: z.literal('issue'), shopper, campaign: name, ...gives, why: words }),
  z.object({ act: z.literal('revoke'), shopper, code: name, why: words }),
])

/** Whose ticket or code it is done to, and the act without what only says so. */
export const readAct = (
  given: z.output<typeof act>,
  shopperOf: (ticket: string) => string,
): { readonly shopper: string; readonly does: AgentAct } => {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (!('shopper' in given)) return { shopper: shopperOf(given.ticket), does: present as AgentAct }
  const { shopper: whose, ...does } = present
  return { shopper: String(whose), does: does as AgentAct }
}

export const quoteInput = z.object({ shopper, ticket: ticket.optional(), campaign: name, offer: name, terms })
