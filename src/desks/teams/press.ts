// A button of a ticket's card: what it carries, how a press is read, and the act that it asks for. What comes back is
// whatever a client sends; who pressed is known from elsewhere. Pure.
import { z } from 'zod'
import type { AgentAct } from '../../core/agents/agent-act.ts'
import { DECLINE_REASONS } from '../../core/agents/ticket.ts'
import type { Choosable } from './offers.ts'

const ACTS = ['approve', 'decline', 'take_over', 'hand_back', 'send'] as const
const words = z.string().max(1000).nullish()

const press = z.object({
  winback_desk: z.object({
    ticket: z.string().min(1).max(200),
    act: z.enum(ACTS),
    version: z.int().min(0),
    from: z.string().max(100).nullish(),
    choices: z
      .array(
        z.object({
          name: z.string().max(100),
          gift: z.string().max(100).nullish(),
          ceiling: z.int().min(0),
          digest: z.string().max(200).nullish(),
        }),
      )
      .max(50)
      .nullish(),
  }),
  // What was put into the card's inputs.
  offer: z.string().max(300).nullish(),
  words,
  reason: z.enum(DECLINE_REASONS).nullish().catch(null),
  why: words,
  text: words,
})

export type Press = z.infer<typeof press>

export const buttonData = (made: {
  readonly ticket: string
  readonly act: string
  readonly version: number
  readonly from?: string | undefined
  readonly choices?: readonly Choosable[]
}) => ({
  winback_desk: {
    ...{ ticket: made.ticket, act: made.act, version: made.version },
    ...(made.from !== undefined && { from: made.from }),
    ...(made.choices && {
      choices: made.choices.map(({ title: _, ...choice }) => choice),
    }),
  },
})

export const readPress = (data: unknown): Press | null => {
  const read = press.safeParse(data)
  return read.success ? read.data : null
}

export const isPress = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'winback_desk' in data

const given = (text: string | null | undefined): string | undefined => text?.trim() || undefined

/** The act, or what is missing to it. */
export const actOf = (pressed: Press): AgentAct | 'no_offer' | 'no_words' | 'no_why' => {
  const { ticket, act, from, choices } = pressed.winback_desk
  const why = given(pressed.why)
  const said = given(pressed.words)
  switch (act) {
    case 'approve': {
      const chosen = choices?.find(
        ({ name, gift }) => (gift ? `${name} ${gift}` : name) === pressed.offer?.trim(),
      )
      if (!chosen) return 'no_offer'
      const { name: offer, ceiling, gift, digest } = chosen
      return {
        ...{ act, ticket, offer, ceiling },
        ...(gift && { terms: { gift } }),
        ...(digest && { digest }),
        ...(said && { words: said }),
      }
    }
    case 'decline':
      if ((pressed.reason ?? 'other') === 'other' && !why) return 'no_why'
      return { act, ticket, reason: pressed.reason ?? 'other', ...(why && { why }) }
    case 'take_over':
      return { act, ticket, ...(from && { from }) }
    case 'hand_back':
      return { act, ticket }
    case 'send': {
      const text = given(pressed.text)
      return text ? { act, ticket, text } : 'no_words'
    }
  }
}

/** The same for every press of this button of this card, with the same choice in it. */
export const keyOf = (pressed: Press): string => {
  const { ticket, act, version } = pressed.winback_desk
  return ['teams', ticket, act, version, ...(act === 'approve' ? [pressed.offer?.trim() ?? ''] : [])].join(
    ':',
  )
}
