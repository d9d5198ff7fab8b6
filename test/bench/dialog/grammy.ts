// grammY's side: session, a menu of four as a keyboard, an Api that sends nothing anywhere. `kept`: how the session is: as
// its own memory storage does it (the object itself stays), or written as JSON and parsed, as every storage that outlives
// the process does and both others do.
import { loadPeer } from '../run/peers.ts'
import { CHOICES, type DialogSide, QUESTIONS, TALKS, timeTurns } from './flow.ts'

type Context = {
  readonly session: { step: number | null }
  readonly message: { readonly text: string }
  readonly reply: (text: string, more: object) => Promise<unknown>
}
type Bot = {
  readonly api: { readonly config: { readonly use: (answer: unknown) => void } }
  readonly use: (one: unknown) => void
  readonly on: (what: string, take: (context: Context) => Promise<unknown>) => void
  readonly handleUpdate: (update: object) => Promise<void>
}
type Grammy = {
  readonly Bot: new (token: string, options: object) => Bot
  readonly session: (options: object) => unknown
  readonly Keyboard: new () => { readonly text: (text: string) => unknown; readonly row: () => unknown }
}

const asJson = () => {
  const documents = new Map<string, string>()
  return {
    read: (key: string) => {
      const document = documents.get(key)
      return document === undefined ? undefined : (JSON.parse(document) as unknown)
    },
    write: (key: string, value: unknown) => void documents.set(key, JSON.stringify(value)),
    delete: (key: string) => void documents.delete(key),
  }
}

export const open = async ({ kept }: { readonly kept: 'object' | 'json' }): Promise<DialogSide> => {
  const { Bot, session, Keyboard } = await loadPeer<Grammy>('grammy')
  const me = { id: 1, is_bot: true, first_name: 'four', username: 'four_bot' }
  const bot = new Bot('1:token', { botInfo: me })
  let said = ''
  bot.api.config.use((_previous: unknown, _method: string, payload: { readonly text: string }) => {
    said = payload.text
    return Promise.resolve({ ok: true, result: {} })
  })
  bot.use(session({ initial: () => ({ step: null }), ...(kept === 'json' && { storage: asJson() }) }))
  const keyboard = new Keyboard()
  for (const choice of CHOICES) keyboard.text(choice)
  bot.on('message:text', async (context) => {
    const { step } = context.session
    if (step !== null && !(CHOICES as readonly string[]).includes(context.message.text))
      return context.reply(`${QUESTIONS[step]}`, { reply_markup: keyboard })
    const next = step === null ? 0 : (step + 1) % QUESTIONS.length
    context.session.step = next
    return context.reply(QUESTIONS[next]!, { reply_markup: keyboard })
  })

  let updates = 0
  const turn = async (talk: number, text: string): Promise<string> => {
    const from = { id: talk + 1, is_bot: false, first_name: 'visitor' }
    const chat = { id: talk + 1, type: 'private', first_name: 'visitor' }
    updates++
    await bot.handleUpdate({
      update_id: updates,
      message: { message_id: updates, date: 1_700_000_000, from, chat, text },
    })
    return said
  }
  for (let talk = 0; talk < TALKS; talk++) await turn(talk, 'hello')
  const done = { done: 0 }
  return { round: (turns) => timeTurns(turns, turn, done) }
}
