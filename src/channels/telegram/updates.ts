// One update, handed in: to the engine where a shopper did something, and what the chat itself owes (a press is answered,
// a used button disappears). Answers only after the engine has kept it.
import type { Api } from 'grammy'
import type { Address } from '../../core/event.ts'
import type { Lang } from '../../core/meaning.ts'
import type { Arrival, Inbox } from '../../ports/inbox.ts'
import type { Log } from '../../ports/log.ts'
import { showChosen } from './chosen.ts'
import { CHOICES, commandWords } from './commands.ts'
import { languageKeyboard, pressedOf } from './keyboard.ts'
import { CHANNEL, type Read, readUpdate } from './parse.ts'
import type { Typing } from './typing.ts'
import { WORDS } from './words.ts'

/** `failed`: nothing was kept; the same update is to be handed in again. */
export type Handled = 'done' | 'failed'

export type UpdateParts = {
  readonly api: Api
  readonly inbox: Inbox
  readonly languages: () => readonly Lang[]
  readonly typing: Typing
  readonly clock: () => number
  /** The real time, by which Telegram dates: a demo's clock may run ahead. */
  readonly now: () => number
  readonly log: Log
}

/** What came in later than this after it was written is dated back, ms. */
const LATE = 30_000

const addressOf = (chat: string): Address => ({ channel: CHANNEL, id: chat })

export const createUpdates = (parts: UpdateParts) => {
  const { api, inbox, languages, typing, clock, now } = parts
  const quietly = (call: Promise<unknown>): void => void call.catch(() => {})

  const spoken = async (chat: string, told: Lang | undefined): Promise<Lang> =>
    (await inbox.langOf(addressOf(chat)).catch(() => null)) ?? told ?? languages()[0] ?? 'en'

  /** Somebody new is spoken to in the language of their telephone; later on what they write says it. */
  const newIn = async (chat: string, told: Lang | undefined): Promise<{ lang?: Lang }> =>
    told && (await inbox.langOf(addressOf(chat))) === null ? { lang: told } : {}

  /** When it was written, by our clock. */
  const timeOf = (date: number): Pick<Arrival, 'at'> => {
    const late = now() - date * 1000
    return late > LATE ? { at: clock() - late } : {}
  }

  const hear = async (chat: string, arrival: Omit<Arrival, 'from'>): Promise<Handled> => {
    const heard = await inbox.hear({ ...arrival, from: addressOf(chat) })
    return heard === 'failed' ? 'failed' : 'done'
  }

  const askLanguage = async (chat: string, told: Lang | undefined): Promise<Handled> => {
    const lang = await spoken(chat, told)
    const reply_markup = { inline_keyboard: languageKeyboard(languages()) }
    quietly(api.sendMessage(chat, WORDS[lang].chooseLanguage, { reply_markup }))
    return 'done'
  }

  /** By a link, or by the button that Telegram shows in an empty chat. */
  const start = async (read: Extract<Read, { kind: 'command' }>): Promise<Handled> => {
    const { chat, id, lang, rest, date } = read
    const address = addressOf(chat)
    // What came by a link says all that is to be said.
    if (rest !== '' && (await inbox.arrive(`${id}.came`, address, rest, undefined, lang))) return 'done'
    const what = { kind: 'chat_opened', address, ...(lang && { lang }), asked: true } as const
    return hear(chat, { id, ...timeOf(date), what })
  }

  const command = async (read: Extract<Read, { kind: 'command' }>): Promise<Handled> => {
    const { name, chat, id, lang, rest, date } = read
    if (name === 'start') return start(read)
    if (name === 'language') return askLanguage(chat, lang)
    const address = addressOf(chat)
    const choice = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined
    // Whoever writes more beside a command, or one that we don't have, has said something.
    const chosen = choice && rest === '' ? { choice } : {}
    const text = 'choice' in chosen ? commandWords(name, lang ?? languages()[0] ?? 'en') : `${name} ${rest}`
    const said = { kind: 'said', text: text.trim(), address, ...chosen } as const
    return hear(chat, { id, ...timeOf(date), what: { ...said, ...(await newIn(chat, lang)) } })
  }

  const pressed = async (read: Extract<Read, { kind: 'pressed' }>): Promise<Handled> => {
    const { chat, id, data, label, message, query } = read
    const address = addressOf(chat)
    const press = pressedOf(data)
    // At once: the button stops spinning, whatever comes of it.
    quietly(api.answerCallbackQuery(query))
    if (!press) return 'done'
    if (press.kind === 'language') {
      const { lang } = press
      const what = { kind: 'lang_chosen', address, lang } as const
      const handled = await hear(chat, { id, what })
      if (handled === 'done' && message) await showChosen(api, chat, message, WORDS[lang].language)
      return handled
    }
    const choice = press.kind === 'choice' ? { choice: press.choice } : {}
    const text = label || (press.kind === 'choice' ? press.choice : '')
    if (text === '') return 'done'
    const what = { kind: 'said', text, address, ...choice, ...(await newIn(chat, read.lang)) } as const
    const handled = await hear(chat, { id, what })
    if (handled === 'done' && message) await showChosen(api, chat, message, label)
    return handled
  }

  const said = async (read: Extract<Read, { kind: 'said' }>): Promise<Handled> => {
    const { chat, id, text, attachments, date } = read
    const more = { ...(attachments.length > 0 && { attachments }), ...(await newIn(chat, read.lang)) }
    const what = { kind: 'said', text, address: addressOf(chat), ...more } as const
    return hear(chat, { id, ...timeOf(date), what })
  }

  const handle = async (read: Read): Promise<Handled> => {
    switch (read.kind) {
      case 'said':
        typing.begin(read.chat)
        return said(read)
      case 'command':
        return command(read)
      case 'pressed':
        typing.begin(read.chat)
        return pressed(read)
      case 'reachable': {
        const { chat, id, can } = read
        const why = can ? {} : { why: 'blocked' }
        return hear(chat, { id, what: { kind: 'reachable', address: addressOf(chat), can, ...why } })
      }
      case 'foreign_press':
        quietly(api.answerCallbackQuery(read.query))
        return 'done'
      case 'added':
        // A talk with a shopper is for two: what is said here is nobody else's business.
        quietly(api.leaveChat(read.chat))
        return 'done'
    }
  }

  return {
    read: readUpdate,
    /** The lane that keeps this update's place. */
    laneOf: (read: Read): string => read.chat,
    handle: async (read: Read): Promise<Handled> => {
      try {
        return await handle(read)
      } catch (error) {
        parts.log.error(
          { channel: CHANNEL, kind: read.kind, error: String(error) },
          'an update could not be handed in',
        )
        return 'failed'
      }
    },
  }
}

export type Updates = ReturnType<typeof createUpdates>
