// A Bot API server for what the emulator can't do, by Telegram's own words: it holds questions, gives every update again
// until a higher offset confirms it, and refuses as it is told to. Updates are typed by @grammyjs/types.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { InlineKeyboardButton, Message, Update } from '@grammyjs/types'

/** What a call brought along, as far as the server reads it. */
export type Payload = {
  readonly offset?: number
  readonly timeout?: number
  readonly limit?: number
  readonly chat_id?: string
  readonly message_id?: number
  readonly text?: string
  readonly file_id?: string
  readonly reply_markup?: { readonly inline_keyboard: readonly (readonly InlineKeyboardButton[])[] }
  readonly [name: string]: unknown
}
export type Call = { readonly method: string; readonly payload: Payload }
type Refusal = {
  readonly error_code: number
  readonly description: string
  readonly parameters?: { readonly retry_after?: number }
}
/** What a method answers instead: a refusal, a result, or nothing at all. */
export type Override = (payload: Payload) => Refusal | { result: unknown } | 'hang' | 'cut' | null

export const TOKEN = '123456:abcdefghijklmnopqrstuvwxyz_0123456789'

export const openBotApi = async () => {
  const calls: Call[] = []
  const overrides = new Map<string, Override>()
  const hanging = new Set<ServerResponse>()
  let queue: Update[] = []
  const waiting: (() => void)[] = []
  let nextUpdate = 501
  let nextMessage = 9000
  let conflict: Refusal | null = null

  const wake = () => {
    for (const go of waiting.splice(0)) go()
  }

  const getUpdates = async ({ offset = 0, timeout = 0, limit = 100 }: Payload) => {
    if (offset > 0) queue = queue.filter(({ update_id: id }) => id >= offset)
    if (queue.length === 0 && timeout > 0)
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        setTimeout(resolve, Math.min(timeout * 1000, 2000)).unref()
      })
    return queue.slice(0, limit)
  }

  const results: Record<string, (payload: Payload) => unknown> = {
    getUpdates,
    getMe: () => ({ id: 1, is_bot: true, first_name: 'Shop', username: 'shop_bot' }),
    sendMessage: ({ chat_id: id, text }) => ({
      ...{ message_id: nextMessage++, date: 1_790_000_000, text },
      chat: { id: Number(id), type: 'private', first_name: 'A' },
    }),
    getFile: ({ file_id: id }) => ({ file_id: id, file_unique_id: id, file_path: `photos/${id}.jpg` }),
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const piece of request) text += piece
    const path = request.url ?? ''
    if (path.startsWith(`/file/bot${TOKEN}/`)) return response.end('bytes of a picture')
    const method = path.split('/').at(-1) ?? ''
    const payload = text ? JSON.parse(text) : {}
    calls.push({ method, payload })
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const refuse = (refusal: Refusal) => say(refusal.error_code, { ok: false, ...refusal })
    if (!path.startsWith(`/bot${TOKEN}/`)) return refuse({ error_code: 401, description: 'Unauthorized' })
    if (method === 'getUpdates' && conflict) return refuse(conflict)
    const told = overrides.get(method)?.(payload) ?? null
    if (told === 'hang') return void hanging.add(response)
    if (told === 'cut') return void request.socket.destroy()
    if (told && 'error_code' in told) return refuse(told)
    if (told) return say(200, { ok: true, result: told.result })
    const made = results[method] ? await results[method](payload) : true
    return say(200, { ok: true, result: made })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }

  return {
    root: `http://127.0.0.1:${port}`,
    calls,
    of: (method: string) => calls.filter((call) => call.method === method).map(({ payload }) => payload),
    override: (method: string, how: Override | null) =>
      how ? overrides.set(method, how) : overrides.delete(method),
    /** Telegram numbers updates anew at random after a silence. */
    numberFrom: (id: number) => {
      nextUpdate = id
    },
    push: (...updates: readonly Omit<Update, 'update_id'>[]) => {
      for (const update of updates) queue.push({ ...update, update_id: nextUpdate++ } as Update)
      wake()
    },
    /** Updates that are not confirmed yet. */
    queue: () => queue.map(({ update_id: id }) => id),
    /** Gives these again, as Telegram does after a fault of its own. */
    again: (update: Update) => {
      queue.push(update)
      wake()
    },
    conflict: (refusal: Refusal | null) => {
      conflict = refusal
      wake()
    },
    close: async () => {
      wake()
      for (const response of hanging) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type BotApi = Awaited<ReturnType<typeof openBotApi>>

const now = () => Math.floor(Date.now() / 1000)
let made = 100

export const from = (id: number, language_code = 'en') =>
  ({ id, is_bot: false, first_name: 'Anna', language_code }) as const
export const chatOf = (id: number) => ({ id, type: 'private', first_name: 'Anna' }) as const

export const message = (
  chat: number,
  more: Partial<Message> & { language_code?: string } = {},
): { message: Message & Update.NonChannel } => {
  const { language_code, ...rest } = more
  return {
    message: {
      ...{ message_id: made++, date: now(), chat: chatOf(chat), from: from(chat, language_code) },
      ...rest,
    } as Message & Update.NonChannel,
  }
}

export const text = (chat: number, words: string, language_code?: string) =>
  message(chat, { text: words, ...(language_code && { language_code }) })

export const press = (
  chat: number,
  data: string,
  label: string,
  message_id = 77,
): Pick<Update, 'callback_query'> => ({
  callback_query: {
    ...{ id: String(made++), from: from(chat), chat_instance: '1', data },
    message: {
      ...{ message_id, date: now(), chat: chatOf(chat), text: 'What is in the way?' },
      from: { id: 1, is_bot: true, first_name: 'Shop' },
      reply_markup: { inline_keyboard: [[{ text: label, callback_data: data }]] },
    },
  },
})

export const member = (chat: number, status: 'kicked' | 'member'): Pick<Update, 'my_chat_member'> => {
  const bot = { id: 1, is_bot: true, first_name: 'Shop' } as const
  return {
    my_chat_member: {
      ...{ chat: chatOf(chat), from: from(chat), date: now() + made++ },
      old_chat_member: { status: 'member', user: bot },
      new_chat_member:
        status === 'kicked' ? { status, user: bot, until_date: 0 } : { status: 'member', user: bot },
    },
  }
}
