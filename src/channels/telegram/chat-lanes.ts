// Updates in lanes, one a chat: what came first in a chat is handed in first, and a chat in trouble holds up no other.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Handled } from './updates.ts'

/** Waits between tries of an update that could not be kept, ms. */
const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000

export type ChatLanes = {
  /** Runs it in its chat's turn, again and again until it is done; false: stopped before that. */
  readonly run: (chat: string, handle: () => Promise<Handled>) => Promise<boolean>
  /** Tries nothing again; comes back when what is under way has ended. */
  readonly stop: () => Promise<void>
}

export const createChatLanes = (): ChatLanes => {
  const tails = new Map<string, Promise<unknown>>()
  const stopping = new AbortController()
  const { signal } = stopping

  const untilDone = async (handle: () => Promise<Handled>): Promise<boolean> => {
    for (let wait = FIRST_WAIT; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      if ((await handle()) === 'done') return true
      await sleep(wait, undefined, { signal, ref: false }).catch(() => {})
    }
    return false
  }

  return {
    run: (chat, handle) => {
      const mine = (tails.get(chat) ?? Promise.resolve()).then(() => untilDone(handle))
      const tail = mine.catch(() => {})
      tails.set(chat, tail)
      void tail.then(() => {
        if (tails.get(chat) === tail) tails.delete(chat)
      })
      return mine
    },
    stop: async () => {
      stopping.abort()
      await Promise.all(tails.values())
    },
  }
}
