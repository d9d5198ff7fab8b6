// The webhook: Telegram calls us, and proves by the secret token that it is Telegram. It keeps the order of a chat itself,
// and calls again what was not answered with success.
import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { Hook } from '../../ports/hook.ts'
import type { Log } from '../../ports/log.ts'
import { failureOf } from './failure.ts'
import { WANTED } from './parse.ts'
import { createTrouble } from './trouble.ts'
import type { Updates } from './updates.ts'

export const PATH = '/hooks/telegram'
/** Bytes; an update has some ten thousand. */
const LARGEST = 512 * 1024

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

type WebhookParts = {
  readonly api: Api
  readonly updates: Updates
  readonly secret: string
  readonly url: () => string
  readonly log: Log
}

export const createWebhook = ({ api, updates, secret, url, log }: WebhookParts) => {
  const expected = digest(secret)
  const stopping = new AbortController()
  const { signal } = stopping
  /** Chats whose turn it is: two calls for one chat are handed in one after the other. */
  const tails = new Map<string, Promise<unknown>>()

  const inTurn = async <T>(chat: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(chat) ?? Promise.resolve()).then(work, work)
    tails.set(chat, mine)
    try {
      return await mine
    } finally {
      if (tails.get(chat) === mine) tails.delete(chat)
    }
  }

  const hook: Hook = {
    ...{ method: 'POST', path: PATH, largest: LARGEST },
    answer: async ({ headers, body }) => {
      const said = digest(headers['x-telegram-bot-api-secret-token'] ?? '')
      if (!timingSafeEqual(said, expected)) return { status: 401 }
      let raw: unknown
      try {
        raw = JSON.parse(Buffer.from(body).toString('utf8'))
      } catch {
        return { status: 400 }
      }
      const read = updates.read(raw)
      if (!read) return { status: 200 }
      const handled = await inTurn(updates.laneOf(read), () => updates.handle(read))
      // Not kept: Telegram brings it again, and nothing of this chat before it.
      return { status: handled === 'done' ? 200 : 503 }
    },
  }

  const trouble = createTrouble(log, 'setting the webhook')
  const tell = async (): Promise<void> => {
    while (!signal.aborted)
      try {
        await api.setWebhook(`${url()}${PATH}`, { secret_token: secret, allowed_updates: WANTED })
        return trouble.over()
      } catch (error) {
        const wait = trouble.met(failureOf(error))
        await sleep(wait, undefined, { signal, ref: false }).catch(() => {})
      }
  }

  return {
    hook,
    start: (): void => void tell(),
    stop: async (): Promise<void> => {
      stopping.abort()
      await Promise.allSettled(tails.values())
    },
  }
}
