// "Send to shopper": an agent's own words. They are an act: the guard reads them, and says here what it does not let through.
import type { App } from '@slack/bolt'
import { z } from 'zod'
import { context, modal, words } from '../blocks.ts'
import type { Member } from '../members.ts'
import { type DeskParts, keyOf, openView, perform, readerOf, type Spot } from '../parts.ts'
import { filledIn, submission } from '../payloads.ts'
import { shopperOf } from '../seen.ts'
import { type Ack, end } from './ending.ts'

const CALLBACK = 'winback_words'
const about = z.object({ ticket: z.string(), channel: z.string().optional(), thread: z.string().optional() })

type Opened = Spot & { readonly member: Member; readonly trigger: string; readonly ticket: string }

export const openSend = async (
  parts: DeskParts,
  { member, trigger, ...spot }: Opened,
  initial: string,
): Promise<void> => {
  const { say } = readerOf(parts, member)
  const view = modal({
    ...{
      callback: CALLBACK,
      title: say('m_send'),
      submit: say('m_send_do'),
      close: say('cancel'),
      about: spot,
    },
    blocks: [
      words({ id: 'words', label: say('m_words'), lines: true, initial }),
      context(say('m_send_hint')),
    ],
  })
  await openView(parts, trigger, view)
}

export const addSend = (app: App, parts: DeskParts): void =>
  app.view(CALLBACK, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const { ticket, ...spot } = about.parse(JSON.parse(view.private_metadata))
    const text = filledIn(view).words ?? ''
    const member = await parts.members.of(user.id)
    const reader = readerOf(parts, member)
    if (!member.acts || text === '')
      return ack({
        response_action: 'errors',
        errors: { words: reader.say(member.acts ? 'nothing_to_send' : 'looks_only') },
      })
    const work = perform(parts, member, keyOf(member.id, view.id, text), shopperOf(ticket), {
      act: 'send',
      ticket,
      text,
    })
    const answer = await end(parts, work, { ack: ack as Ack, member, reader, spot, ticket, block: 'words' })
    if (answer.kind === 'done') parts.follow(ticket)
  })
