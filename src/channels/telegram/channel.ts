// The channel that sends: a message in its parts, each once, in their order, at Telegram's pace. What a server does not
// know (a button that copies, pictures, markup) is left out, and the text goes all the same.
import type { Api } from 'grammy'
import type { Catalogue } from '../../ports/catalogue.ts'
import type { Channel, Outgoing, OverCode } from '../../ports/channel.ts'
import { deliveryError, type Failure, failureOf } from './failure.ts'
import { escapeHtml, htmlWith, LONGEST } from './html.ts'
import type { Pace } from './pace.ts'
import { CHANNEL } from './parse.ts'
import { type KnownGoods, NO_GOODS, type Part, partsOf } from './render.ts'
import { WORDS } from './words.ts'

type ChannelParts = {
  readonly api: Api
  readonly pace: Pace
  readonly catalogue: Pick<Catalogue, 'find'>
  /** Something was sent to this chat. */
  readonly onSent: (chat: string) => void
  readonly open: NonNullable<Channel['open']>
}

/** Messages of which a part is out, so that another try goes on behind it. */
const MOST_BEGUN = 1_000

const isPicture = (address: string | undefined): address is string =>
  address !== undefined && /^https:\/\/[^/]/i.test(address) && !/\.svg(?:$|\?)/i.test(address)

export const createTelegramChannel = ({ api, pace, catalogue, onSent, open }: ChannelParts): Channel => {
  const begun = new Map<string, { done: number; ref: string | null }>()
  /** What this server turned out not to know. */
  let copies = true

  const known = async ({ goods }: Outgoing): Promise<KnownGoods> => {
    if (!goods) return NO_GOODS
    const items = await catalogue.find(goods.lines.map(({ item }) => item)).catch(() => new Map())
    const all = [...items.values()]
    return {
      pictures: new Map(all.flatMap(({ item, picture }) => (isPicture(picture) ? [[item, picture]] : []))),
      titles: new Map(all.flatMap(({ item, title }) => (title ? [[item, title]] : []))),
    }
  }

  /** Told what failed, answers whether it is to be tried in a plainer way. */
  const call = async <T>(chat: string, isAnswer: boolean, work: () => Promise<T>): Promise<T | Failure> => {
    await pace.turn(chat, isAnswer)
    try {
      return await work()
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind === 'too_many') pace.hold(chat, failure.wait ?? 1_000)
      return failure
    }
  }

  const sendText = async (
    chat: string,
    isAnswer: boolean,
    part: Extract<Part, { kind: 'text' }>,
  ): Promise<number> => {
    const ways = [
      { html: true, keyboard: part.keyboard, copies: true },
      { html: true, keyboard: part.oldKeyboard, copies: false },
      { html: false, keyboard: part.oldKeyboard, copies: false },
    ].filter((way) => copies || !way.copies)
    let failure: Failure | null = null
    let refusedCopy = false
    for (const { html, keyboard, copies: withCopy } of ways) {
      const found = await call(chat, isAnswer, () =>
        api.sendMessage(chat, html ? part.html : part.plain, {
          ...(html && { parse_mode: 'HTML' }),
          ...(keyboard.length > 0 && { reply_markup: { inline_keyboard: keyboard } }),
        }),
      )
      if (!('kind' in found)) {
        if (refusedCopy) copies = false
        return found.message_id
      }
      failure = found
      if (found.kind !== 'refused' && found.kind !== 'bad_markup') break
      if (withCopy && part.keyboard.length > part.oldKeyboard.length && /button|keyboard/i.test(found.why))
        refusedCopy = true
    }
    throw deliveryError(failure!)
  }

  /** Beside the text: where they can't be sent the text is enough. */
  const sendPictures = async (chat: string, isAnswer: boolean, part: Extract<Part, { kind: 'pictures' }>) => {
    const [one, ...more] = part.pictures
    if (!one) return
    const words = (caption: string) => ({ caption, parse_mode: 'HTML' }) as const
    const failed = await call(chat, isAnswer, () =>
      more.length === 0
        ? api.sendPhoto(chat, one.url, words(one.words)).then(() => null)
        : api
            .sendMediaGroup(
              chat,
              part.pictures.map((picture) => ({
                type: 'photo',
                media: picture.url,
                ...words(picture.words),
              })),
            )
            .then(() => null),
    )
    if (failed && (failed.kind === 'gone' || failed.kind === 'too_many' || failed.kind === 'unreachable'))
      throw deliveryError(failed)
  }

  return {
    name: CHANNEL,
    can: { buttons: 10, text: LONGEST, writes_first: true },
    send: async (message, shown) => {
      const chat = message.to.id
      const parts = partsOf(message, await known(message))
      const state = begun.get(message.key) ?? { done: 0, ref: null }
      for (const part of parts.slice(state.done)) {
        if (part.kind === 'pictures') await sendPictures(chat, message.answer, part)
        else {
          const id = await sendText(chat, message.answer, part)
          if (part.showsCode) state.ref = String(id)
        }
        state.done++
        begun.set(message.key, state)
      }
      onSent(chat)
      if (begun.size > MOST_BEGUN) begun.delete(begun.keys().next().value!)
      if (state.ref !== null) shown?.(state.ref)
      begun.delete(message.key)
    },
    strike: async (over) => {
      const id = Number(over.ref)
      if (!Number.isSafeInteger(id)) return
      const failed = await call(over.to.id, false, () =>
        api.editMessageText(over.to.id, id, struck(over), {
          ...{ parse_mode: 'HTML', reply_markup: { inline_keyboard: [] } },
        }),
      )
      // A message that was deleted, or is as it should be, needs no strike.
      if (typeof failed === 'object' && failed !== null && 'kind' in failed && TRY_AGAIN.has(failed.kind))
        throw deliveryError(failed)
    },
    open,
  }
}

const TRY_AGAIN: ReadonlySet<Failure['kind']> = new Set([
  ...(['too_many', 'server_error', 'unreachable', 'no_answer', 'unauthorized'] as const),
])

/** The message as it was, with its code struck out and why. */
export const struck = ({ text, code, state, lang }: OverCode): string => {
  const said = text ?? ''
  const whole = said.includes(code.text) ? said : [said, code.text].filter(Boolean).join('\n\n')
  const terms = code.terms ? `\n<s>${escapeHtml(code.terms)}</s>` : ''
  const marked = htmlWith(whole, code.text, 's')
  return `${marked}${terms}\n\n${escapeHtml(WORDS[lang].over[state])}`
}
