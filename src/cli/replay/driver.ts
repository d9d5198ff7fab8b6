// Drives the engine through a history in virtual time: events and wake-ups in one order, one after another, so that
// whatever has been committed is always a beginning of the whole. Knows no file and no source.

import type { Store } from '../../ports/store.ts'
import type { Engine } from '../../runtime/engine.ts'
import { monthEnds } from './months.ts'
import { ReplayProblem } from './problem.ts'
import type { StagedEvent } from './staging.ts'

/** All addresses of a history are of this channel: it takes every message and tells nobody. */
export const CHANNEL = 'history'

/** Milliseconds since 1970, moved by the driver alone. */
export type VirtualClock = { now: number }

export type Driven = {
  readonly events: number
  /** Lines whose event the store had already. */
  readonly duplicates: number
  /** Events that met a defect. */
  readonly parked: number
  readonly finished: boolean
}

export type Drive = {
  readonly engine: Engine
  readonly store: Store
  readonly clock: VirtualClock
  readonly events: Iterable<StagedEvent>
  readonly isStopped: () => boolean
  readonly onEvent: (done: number, at: number) => void
  /** Virtual time has come to the end of a month, or of the history (`whole` false). */
  readonly onMonth: (until: number, whole: boolean) => Promise<void>
}

/** A wake-up that is still there after so many tries is a defect, not a shopper with much to do. */
const MOST_AT_ONE_TIME = 1000

export const drive = async (with_: Drive): Promise<Driven> => {
  const { engine, clock } = with_
  let [events, duplicates, parked, last] = [0, 0, 0, null as number | null]
  for (const { id, at, shopper, what, lines } of with_.events) {
    if (with_.isStopped()) return { events, duplicates, parked, finished: false }
    for (const end of last === null ? [] : monthEnds(last, at)) {
      await wakeUntil(with_, end)
      if (with_.isStopped()) return { events, duplicates, parked, finished: false }
      clock.now = end
      await with_.onMonth(end, true)
    }
    await wakeUntil(with_, at)
    clock.now = at
    const from = { channel: CHANNEL, id: shopper }
    const accepted = await engine.accept({ id, at, trust: 'fact', from, what })
    if (accepted.kind === 'refused')
      throw new ReplayProblem(
        `The data folder refuses event ${id} (${accepted.reason}): it comes from another history`,
      )
    if (accepted.kind === 'parked') parked++
    else {
      last = at
      if (accepted.repeat) duplicates += lines
    }
    with_.onEvent(++events, at)
  }
  if (last !== null) {
    await wakeUntil(with_, last)
    await engine.settle(last)
    if (!with_.isStopped()) await with_.onMonth(last, false)
  }
  return { events, duplicates, parked, finished: true }
}

/** Runs every wake-up up to `at`, each at its own time; one of the very time of an event goes before it. */
const wakeUntil = async ({ engine, store, clock, isStopped }: Drive, at: number): Promise<void> => {
  let tries = 0
  for (let due = await store.nextDue(); due !== null && due <= at; due = await store.nextDue()) {
    if (isStopped()) return
    tries = due <= clock.now ? tries + 1 : 0
    if (tries > MOST_AT_ONE_TIME)
      throw new Error(`A wake-up of ${new Date(due).toISOString()} does not go away`)
    clock.now = Math.max(clock.now, due)
    await engine.settle(clock.now)
  }
}
