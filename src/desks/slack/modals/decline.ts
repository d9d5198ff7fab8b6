// "Decline…": a reason from the list, more about it, and words to the shopper where the agent wants to add some.
import type { App } from '@slack/bolt'
import { z } from 'zod'
import { DECLINE_REASONS, type DeclineReason } from '../../../core/agents/ticket.ts'
import { choice, context, modal, words } from '../blocks.ts'
import type { Member } from '../members.ts'
import { type DeskParts, keyOf, openView, perform, readerOf, type Spot } from '../parts.ts'
import { blockOf, filledIn, submission } from '../payloads.ts'
import { shopperOf } from '../seen.ts'
import { keyOf as wordOf } from '../words.ts'
import { type Ack, end } from './ending.ts'

const CALLBACK = 'winback_declined'
const about = z.object({ ticket: z.string(), channel: z.string().optional(), thread: z.string().optional() })

type Opened = Spot & { readonly member: Member; readonly trigger: string; readonly ticket: string }

export const openDecline = async (parts: DeskParts, { member, trigger, ...spot }: Opened): Promise<void> => {
  const { say } = readerOf(parts, member)
  const options = DECLINE_REASONS.map((value) => ({
    value,
    text: say(wordOf(`reason_${value}`) ?? 'reason_other'),
  }))
  const view = modal({
    ...{
      callback: CALLBACK,
      title: say('m_decline'),
      submit: say('m_decline'),
      close: say('cancel'),
      about: spot,
    },
    blocks: [
      choice({ id: 'reason', label: say('m_decline_reason'), options }),
      words({ id: 'why', label: say('m_decline_why'), lines: true, optional: true, most: 1000 }),
      words({ id: 'words', label: say('m_words'), lines: true, optional: true }),
      context(say('m_decline_hint')),
    ],
  })
  await openView(parts, trigger, view)
}

export const addDecline = (app: App, parts: DeskParts): void =>
  app.view(CALLBACK, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const { ticket, ...spot } = about.parse(JSON.parse(view.private_metadata))
    const given = filledIn(view)
    const member = await parts.members.of(user.id)
    const reader = readerOf(parts, member)
    const { say } = reader
    if (!member.acts) return ack({ response_action: 'errors', errors: { reason: say('looks_only') } })
    const reason = DECLINE_REASONS.find((one) => one === given.reason) as DeclineReason
    if (reason === 'other' && !given.why)
      return ack({ response_action: 'errors', errors: { [blockOf(view, 'why')]: say('m_other_wants_why') } })
    const work = perform(parts, member, keyOf(member.id, view.id, JSON.stringify(given)), shopperOf(ticket), {
      ...{ act: 'decline', ticket, reason },
      ...(given.why && { why: given.why }),
      ...(given.words && { words: given.words }),
    })
    await end(parts, work, {
      ack: ack as Ack,
      member,
      reader,
      spot,
      ticket,
      block: given.words ? 'words' : 'reason',
    })
  })
