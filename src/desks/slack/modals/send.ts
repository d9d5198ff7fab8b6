// "Send to shopper": an agent's own words. They are an act: the guard reads them, and says here what it does not let through.
import type { App, types } from '@slack/bolt'
import { z } from 'zod'
import type { Reply } from '../../../ports/desk-doors.ts'
import { choice, context, modal, words } from '../blocks.ts'
import type { Member } from '../members.ts'
import {
  type DeskParts,
  keyOf,
  openView,
  perform,
  type Reader,
  readerOf,
  type Spot,
  updateView,
} from '../parts.ts'
import { blockOf, filledIn, press, submission } from '../payloads.ts'
import { shopperOf } from '../seen.ts'
import { wordy } from '../words.ts'
import { type Ack, end } from './ending.ts'

const CALLBACK = 'winback_words'
const REPLY = 'winback_reply'

const about = z.object({ ticket: z.string(), channel: z.string().optional(), thread: z.string().optional() })

type Opened = Spot & { readonly member: Member; readonly trigger: string; readonly ticket: string }

const sendView = (
  { say }: Reader,
  spot: z.output<typeof about>,
  initial: string,
  replies: readonly Reply[] = [],
  chosen = '',
): types.ModalView => {
  const options = replies.map(({ name }) => ({ value: name, text: wordy(name) }))
  const ready =
    options.length > 0
      ? [choice({ id: 'reply', label: say('m_replies'), options, chosen, tells: REPLY, optional: true })]
      : []
  return modal({
    ...{
      callback: CALLBACK,
      title: say('m_send'),
      submit: say('m_send_do'),
      close: say('cancel'),
      about: spot,
    },
    // Slack keeps what was typed under a block's id: another reply is another block.
    blocks: [
      ...ready,
      words({ id: `words|${chosen}`, label: say('m_words'), lines: true, initial }),
      context(say('m_send_hint')),
    ],
  })
}

/** In the shopper's language, with both names. */
const repliesFor = async (
  { doors }: DeskParts,
  member: Member,
  ticket: string,
): Promise<readonly Reply[]> => {
  const view = await doors.ticket(ticket)
  if (!view) return []
  const { lang, name } = view.shopper
  return doors.replies(lang ?? doors.shop().lang, { name, agent: member.name })
}

export const openSend = async (
  parts: DeskParts,
  { member, trigger, ...spot }: Opened,
  initial: string,
): Promise<void> => {
  const reader = readerOf(parts, member)
  const id = await openView(parts, trigger, sendView(reader, spot, initial))
  const replies = await repliesFor(parts, member, spot.ticket)
  if (replies.length > 0) await updateView(parts, id, sendView(reader, spot, initial, replies))
}

export const addSend = (app: App, parts: DeskParts): void => {
  app.action(REPLY, async ({ ack, body }) => {
    await ack()
    const { user, view, actions } = press.parse(body)
    const chosen = actions[0]?.selected_option?.value
    if (!view || chosen === undefined) return
    const spot = about.parse(JSON.parse(view.private_metadata))
    const member = await parts.members.of(user.id)
    const replies = await repliesFor(parts, member, spot.ticket)
    const text = replies.find(({ name }) => name === chosen)?.text ?? ''
    await updateView(parts, view.id, sendView(readerOf(parts, member), spot, text, replies, chosen))
  })

  app.view(CALLBACK, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const { ticket, ...spot } = about.parse(JSON.parse(view.private_metadata))
    const text = filledIn(view).words ?? ''
    const block = blockOf(view, 'words')
    const member = await parts.members.of(user.id)
    const reader = readerOf(parts, member)
    if (!member.acts || text === '')
      return ack({
        response_action: 'errors',
        errors: { [block]: reader.say(member.acts ? 'nothing_to_send' : 'looks_only') },
      })
    const work = perform(parts, member, keyOf(member.id, view.id, text), shopperOf(ticket), {
      act: 'send',
      ticket,
      text,
    })
    const answer = await end(parts, work, { ack: ack as Ack, member, reader, spot, ticket, block })
    if (answer.kind === 'done') parts.follow(ticket)
  })
}
