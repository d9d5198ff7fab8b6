// Where one transcript is played: the real engine on an empty store in memory, with a clock of its own.
import { createHash } from 'node:crypto'
import type { Address } from '../../core/event.ts'
import { armOf } from '../../core/holdout.ts'
import { atLocal } from '../../core/local-time.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Outgoing } from '../../ports/channel.ts'
import type { Store } from '../../ports/store.ts'
import { createEngine } from '../../runtime/create-engine.ts'
import type { Accepted, Engine, Incoming } from '../../runtime/engine.ts'
import { createSeal } from '../../seal.ts'
import { openSqliteStore } from '../../stores/sqlite/open.ts'
import { createOfflineReader } from '../../understand/offline-reader.ts'
import type { Transcript } from './read.ts'

const CHANNEL = 'transcript'

export type Stage = {
  readonly engine: Engine
  readonly store: Store
  readonly rulebook: Rulebook
  readonly address: Address
  /** Messages that the bot sent and nobody expected yet. */
  readonly heard: Outgoing[]
  /** Code id -> its text, as it was shown to the shopper. */
  readonly shown: ReadonlyMap<string, string>
  readonly now: () => number
  /** Lets time pass; everything due on the way happens at its time. */
  readonly pass: (milliseconds: number) => Promise<void>
  readonly happen: (what: Incoming['what'], from?: Incoming['from']) => Promise<Accepted>
  /** The shopper's id, once there is one. */
  readonly shopper: () => Promise<string>
  readonly close: () => Promise<void>
}

/** Bytes that depend on the name alone, so that a transcript plays the same every time. */
const seeded = (name: string) => {
  let n = 0
  return (bytes: number): Uint8Array =>
    createHash('shake256', { outputLength: bytes }).update(`${name}/${n++}`).digest()
}

/** An address whose shopper is in the wanted arm of every campaign. */
const addressIn = (
  rulebook: Rulebook,
  arm: Transcript['arm'],
  idOf: (address: Address) => string,
): Address => {
  const campaigns = rulebook.flows.filter((flow) => flow.campaign.holdout > 0)
  for (let n = 0; n < 20_000; n++) {
    const address = { channel: CHANNEL, id: `shopper-${n}` }
    const fits = campaigns.every((flow) => armOf(flow.name, idOf(address), flow.campaign.holdout) === arm)
    if (fits) return address
  }
  // With many campaigns nobody is held out of all: then of the first.
  for (let n = 0; ; n++) {
    const address = { channel: CHANNEL, id: `shopper-${n}` }
    const [first] = campaigns
    if (!first || armOf(first.name, idOf(address), first.campaign.holdout) === arm) return address
  }
}

const reader = createOfflineReader()

export const openStage = async (rulebook: Rulebook, transcript: Transcript): Promise<Stage> => {
  const random = seeded(transcript.name)
  const seal = createSeal(random(32), random)
  const [year, month, day, hour, minute] = transcript.at.split(/[- :]/).map(Number)
  let clock = atLocal(year ?? 2026, month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, rulebook.shop.time_zone)
  const heard: Outgoing[] = []
  const shown = new Map<string, string>()
  const store = await openSqliteStore(':memory:', { sync: 'normal' })
  const quiet = () => {}
  const hear = (message: Outgoing) => {
    heard.push(message)
    if (message.code) shown.set(message.code.id, message.code.text)
  }
  const engine = createEngine({
    store,
    understand: reader,
    rulebooks: { now: () => rulebook, byHash: async (hash) => (hash === rulebook.hash ? rulebook : null) },
    seal,
    clock: () => clock,
    random,
    channels: [
      {
        name: CHANNEL,
        can: { buttons: 10, text: 4096, writes_first: true },
        send: async (message) => hear(message),
      },
    ],
    desks: [],
    log: { info: quiet, warn: quiet, error: quiet },
    holder: 'transcript',
    lease: 0,
  })
  const address = addressIn(
    rulebook,
    transcript.arm,
    ({ channel, id }) => `s_${seal.hmac('id', `${channel}:${id}`).slice(0, 16)}`,
  )
  let events = 0
  return {
    engine,
    store,
    rulebook,
    address,
    heard,
    shown,
    now: () => clock,
    pass: async (milliseconds) => {
      const end = clock + milliseconds
      for (;;) {
        const due = await store.nextDue()
        if (due === null || due > end) break
        clock = Math.max(clock, due)
        await engine.settle(clock)
      }
      clock = end
      await engine.settle(clock)
    },
    happen: async (what, from = address) => {
      const done = await engine.accept({ id: `t${++events}`, at: clock, trust: 'fact', from, what })
      await engine.settle(clock)
      return done
    },
    shopper: async () => (await engine.find(address)) ?? '',
    close: store.close,
  }
}
