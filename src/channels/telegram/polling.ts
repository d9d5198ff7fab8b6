// Long polling: asks Telegram for updates and confirms them only when they are kept. A loop of our own, since grammy's
// bot.start() counts an update as confirmed when its handler has failed, and handles one chat after another.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from 'grammy'
import type { Log } from '../../ports/log.ts'
import { createChatLanes } from './chat-lanes.ts'
import { failureOf } from './failure.ts'
import { updateIdOf, WANTED } from './parse.ts'
import { createTrouble } from './trouble.ts'
import type { Updates } from './updates.ts'

/** Seconds that Telegram holds our question while there is nothing. */
const HELD = 25
/** While something is still being handed in we ask for what else is there so often, ms. */
const MEANWHILE = 250
/** A server that does not hold questions is not asked more often than this, ms. */
const APART = 300

type PollingParts = {
  readonly api: Api
  readonly updates: Updates
  readonly log: Log
}

type Signal = Parameters<Api['getUpdates']>[1]

export const createPolling = ({ api, updates, log }: PollingParts) => {
  const lanes = createChatLanes()
  const trouble = createTrouble(log, 'taking updates')
  const stopping = new AbortController()
  const { signal } = stopping
  const rest = (ms: number) => sleep(ms, undefined, { signal }).catch(() => {})

  /** Under way, and kept but not yet confirmed. */
  const underWay = new Map<number, Promise<unknown>>()
  const kept = new Set<number>()
  /** The last that we were given, where it is not confirmed yet. */
  let last: number | null = null

  const take = (raw: unknown): void => {
    const id = updateIdOf(raw)
    if (id === null || underWay.has(id) || kept.has(id)) return
    const read = updates.read(raw)
    if (!read) return void kept.add(id)
    const mine = lanes
      .run(updates.laneOf(read), () => updates.handle(read))
      .then((done) => {
        underWay.delete(id)
        if (done) kept.add(id)
      })
    underWay.set(id, mine)
  }

  const ask = async (): Promise<void> => {
    // Everything before this number is confirmed by it. Numbers may begin anew anywhere after a silence, so that once
    // all is confirmed none is said: Telegram then gives the earliest that it has.
    const confirmsAll = underWay.size === 0
    const offset = underWay.size > 0 ? Math.min(...underWay.keys()) : last === null ? undefined : last + 1
    const timeout = underWay.size > 0 || offset !== undefined ? 0 : HELD
    const began = performance.now()
    const found = await api.getUpdates(
      { ...(offset !== undefined && { offset }), timeout, limit: 100, allowed_updates: WANTED },
      signal as unknown as Signal,
    )
    trouble.over()
    if (offset !== undefined && confirmsAll) last = null
    if (offset !== undefined) for (const id of kept) if (id < offset || last === null) kept.delete(id)
    for (const raw of found) take(raw)
    last = updateIdOf(found.at(-1)) ?? last
    if (underWay.size > 0) await Promise.race([Promise.all(underWay.values()), rest(MEANWHILE)])
    else if (timeout > 0 && found.length === 0 && performance.now() - began < APART) await rest(APART)
  }

  let isCleared = false
  /** A webhook of before would keep everything from us; what waits there stays. One that is set later is somebody else's. */
  const clearWebhook = async (): Promise<void> => {
    try {
      await api.deleteWebhook({}, signal as unknown as Signal)
    } catch (error) {
      if (failureOf(error).kind !== 'unknown_method') throw error
    }
    isCleared = true
  }

  const run = async (): Promise<void> => {
    while (!signal.aborted)
      try {
        if (!isCleared) await clearWebhook()
        await ask()
      } catch (error) {
        if (!signal.aborted) await rest(trouble.met(failureOf(error)))
      }
  }

  let running: Promise<void> | null = null
  return {
    start: (): void => {
      running ??= run()
    },
    stop: async (): Promise<void> => {
      stopping.abort()
      await lanes.stop()
      await running
    },
  }
}
