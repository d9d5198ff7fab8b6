// What agents write in a ticket's thread is a note, for colleagues only; two shortcuts on a message do more with it.
import type { App } from '@slack/bolt'
import { askWho } from './modals/issue.ts'
import { openSend } from './modals/send.ts'
import { openTerms } from './modals/terms.ts'
import { typed } from './mrkdwn.ts'
import { type DeskParts, keyOf, perform, readerOf, tell } from './parts.ts'
import { messageShortcut, threadMessage } from './payloads.ts'
import { shopperOf } from './seen.ts'

/** As the desk's own page takes them. */
const LONGEST = 4000
const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/

export const addMessages = (app: App, parts: DeskParts): void => {
  const { threads, members } = parts

  app.event('message', async ({ event }) => {
    const read = threadMessage.safeParse(event)
    if (!read.success || read.data.ts === read.data.thread_ts) return
    const { channel, thread_ts, ts, user, files = [] } = read.data
    const ticket = await threads.ticketAt(channel, thread_ts)
    if (ticket === null) return
    const names = files.map(({ name }) => `[${name ?? 'file'}]`).join(' ')
    const text = `${typed(read.data.text)} ${names}`.trim().slice(0, LONGEST)
    if (text === '') return
    const member = await members.of(user)
    const spot = { channel, thread: thread_ts }
    const reader = readerOf(parts, member)
    if (!member.acts) return tell(parts, user, spot, reader.say('note_not_kept'))
    // Said before it is kept, so that the line that it becomes is known again; a repeat of Slack's is kept once.
    await threads.own(ticket, member.name, text)
    const answer = await perform(parts, member, keyOf(user, 'note', channel, ts), shopperOf(ticket), {
      act: 'note',
      ticket,
      text,
    })
    if (answer.kind !== 'done') await tell(parts, user, spot, reader.say('not_kept'))
  })

  app.shortcut('winback_send_message', async ({ ack, body }) => {
    await ack()
    const { user, trigger_id, channel, message } = messageShortcut.parse(body)
    const member = await members.of(user.id)
    const { say } = readerOf(parts, member)
    const spot = { channel: channel.id, ...(message.thread_ts && { thread: message.thread_ts }) }
    const ticket = await threads.ticketAt(channel.id, message.thread_ts ?? message.ts)
    if (!member.acts || ticket === null)
      return tell(parts, user.id, spot, say(member.acts ? 'no_thread' : 'looks_only'))
    await openSend(parts, { member, trigger: trigger_id, ticket, ...spot }, typed(message.text))
  })

  app.shortcut('winback_issue_code', async ({ ack, body }) => {
    await ack()
    const { user, trigger_id, channel, message } = messageShortcut.parse(body)
    const member = await members.of(user.id)
    const spot = { channel: channel.id, ...(message.thread_ts && { thread: message.thread_ts }) }
    if (!member.acts) return tell(parts, user.id, spot, readerOf(parts, member).say('looks_only'))
    const from = { member, trigger: trigger_id, ...spot }
    const ticket = await threads.ticketAt(channel.id, message.thread_ts ?? message.ts)
    if (ticket === null) return askWho(parts, from, EMAIL.exec(typed(message.text))?.[0] ?? '')
    await openTerms(parts, from, { kind: 'issue', shopper: shopperOf(ticket) })
  })
}
