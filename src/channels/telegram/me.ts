// How this bot is called, for the links that open it. Telegram says; until then there are no links. That it can't be asked
// is said by whoever takes updates.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import { failureOf } from './failure.ts'

const FIRST_WAIT = 500
const LONGEST_WAIT = 60_000

export const createMe = (api: Pick<Api, 'getMe'>) => {
  const stopping = new AbortController()
  const { signal } = stopping
  let name: string | null = null

  const ask = async (): Promise<void> => {
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT))
      try {
        name = (await api.getMe()).username
        return
      } catch (error) {
        const failure = failureOf(error)
        // An old server: there is nobody to open it with.
        if (failure.kind === 'unknown_method') return
        const asked = Math.max(wait, failure.wait ?? 0)
        await sleep(asked, undefined, { signal, ref: false }).catch(() => {})
      }
  }

  return {
    start: (): void => void ask(),
    stop: (): void => stopping.abort(),
    deepLink: (token: string): string | null =>
      name === null ? null : `https://t.me/${name}?start=${token}`,
  }
}
