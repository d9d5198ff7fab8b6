// Where one transcript is played: the real engine on an empty store in memory, with a clock of its own.
import { createHash } from 'node:crypto'
import type { Address } from '../../core/event.ts'
import type { Order } from '../../core/orders/order.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import { atLocal } from '../../core/time/local-time.ts'
import type { Catalogue } from '../../ports/catalogue.ts'
import type { Channel, Outgoing } from '../../ports/channel.ts'
import { createEngine } from '../../runtime/create-engine.ts'
import type { Accepted, Engine, Incoming } from '../../runtime/engine.ts'
import { sealForPool } from '../../runtime/pool-codes.ts'
import { createSeal } from '../../seal.ts'
import { createInbox } from '../../start/inbox.ts'
import { openSqliteStore } from '../../stores/sqlite/open.ts'
import { createFinder } from '../../understand/found/finder.ts'
import { keepFresh } from '../../understand/found/items/fresh-index.ts'
import { createOfflineReader } from '../../understand/offline-reader.ts'
import { buysNow } from '../../understand/sessions/page-model.ts'
import { inArm } from './arm.ts'
import { createEars, type Ears } from './ears.ts'
import { atHours } from './hours.ts'
import type { Transcript } from './read.ts'
import type { Through } from './through.ts'

/** Who is not said to be elsewhere is on the shop's page. */
const CHANNEL = 'web'
const address: Address = { channel: CHANNEL, id: 'shopper' }

export type Stage = Omit<Ears, 'hear'> & {
  readonly engine: Engine
  readonly catalogue: Catalogue
  readonly rulebook: Rulebook
  readonly address: Address
  readonly now: () => number
  /** Milliseconds until the shop's clock shows this, such as 2026-11-23 10:00; below 0: it has passed. */
  readonly until: (clock: string) => number
  /** Lets time pass; everything due on the way happens at its time. */
  readonly pass: (milliseconds: number) => Promise<void>
  readonly happen: (
    what: Incoming['what'],
    from?: Incoming['from'],
    also?: Incoming['also'],
  ) => Promise<Accepted>
  /** `by`: who buys; the transcript's shopper where it is not said. */
  readonly redeem: (typed: string, order: Order, by?: Address) => Promise<Accepted>
  /** The shopper's id; empty as long as there is none. */
  readonly shopper: () => Promise<string>
  /** What went wrong inside the engine; null: nothing. */
  readonly defect: () => string | null
  readonly close: () => Promise<void>
}

/** Bytes that depend on the name alone, so that a transcript plays the same every time. */
const seeded = (name: string) => {
  let n = 0
  return (bytes: number): Uint8Array =>
    createHash('shake256', { outputLength: bytes }).update(`${name}/${n++}`).digest()
}

const wallClock = (text: string, zone: string): number => {
  const [year, month, day, hour, minute] = text.split(/[- :]/).map(Number)
  return atLocal(year ?? 2026, month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, zone)
}

/** What leaves by it is heard once its client has it. */
const heardBy = (channel: Channel, hear: (message: Outgoing) => void): Channel => ({
  ...channel,
  send: async (message) => {
    await channel.send(message)
    hear(message)
  },
})

/** The same rules, where the shopper of the transcript can be written to as well. */
const onStage = (rules: Rulebook, channel: string): Rulebook => {
  const { channels } = rules.shop
  return channels ? { ...rules, shop: { ...rules.shop, channels: [...channels, channel] } } : rules
}

const reader = createOfflineReader()

/** `through`: by which channel the shopper hears and speaks; without one by the engine's own ports. */
export const openStage = async (
  rules: Rulebook,
  transcript: Transcript,
  through?: Through,
): Promise<Stage> => {
  const random = seeded(transcript.name)
  const seal = createSeal(random(32), random)
  const zone = rules.shop.time_zone
  let clock = wallClock(transcript.at, zone)
  let defect: string | null = null
  let events = 0
  const store = await openSqliteStore(':memory:', { sync: 'normal' })
  for (const [pool, codes] of Object.entries(transcript.pools))
    await store.pools.add(
      pool,
      codes.map((code) => sealForPool(seal, code, null)),
    )
  const channelOf = (name: string): Channel => ({
    name,
    can: { buttons: 10, text: 4096, writes_first: true },
    send: async (message) => hear(message),
  })
  const broken = (facts: object): void => {
    defect ??= 'why' in facts ? String(facts.why).split('\n')[0]! : JSON.stringify(facts)
  }
  const goods = keepFresh(store.catalogue, () => clock)
  const log = { info: () => {}, warn: broken, error: broken }
  const scene = { engine: (): Engine => engine, store, seal, clock: () => clock, log }
  const inbox = createInbox({ ...scene, arrive: async () => null })
  const client = await through?.({ ...scene, inbox })
  const here = client?.address ?? address
  const played = onStage(atHours(inArm(rules, transcript), transcript.hours), here.channel)
  const { hear, rulebook, ...ears } = createEars(played)
  const others = (rules.shop.channels ?? []).filter((name) => name !== here.channel)
  const engine: Engine = createEngine({
    store,
    understand: reader,
    chance: { buys: buysNow },
    finder: createFinder(goods.index),
    rulebooks: { now: () => rulebook, byHash: async (hash) => (hash === rulebook.hash ? rulebook : null) },
    seal,
    clock: () => clock,
    random,
    channels: [client ? heardBy(client.channel, hear) : channelOf(CHANNEL), ...others.map(channelOf)],
    desks: [],
    log,
    holder: 'transcript',
    lease: 0,
  })
  const settled = async (done: Promise<Accepted>): Promise<Accepted> => {
    const answer = await done
    await engine.settle(clock)
    return answer
  }
  return {
    ...ears,
    engine,
    catalogue: goods.catalogue,
    rulebook,
    address: here,
    now: () => clock,
    until: (text) => wallClock(text, zone) - clock,
    pass: async (milliseconds) => {
      const end = clock + milliseconds
      for (let due = await store.nextDue(); due !== null && due <= end; due = await store.nextDue()) {
        clock = Math.max(clock, due)
        await engine.settle(clock)
      }
      clock = end
      await engine.settle(clock)
    },
    happen: async (what, from = here, also = []) => {
      if (client && from === here && (what.kind === 'said' || what.kind === 'chat_opened')) {
        await client.does(what)
        await engine.settle(clock)
        return {
          kind: 'done',
          reply: { kind: 'ok' },
          shopper: (await engine.find(here)) ?? '',
          repeat: false,
        }
      }
      return settled(
        engine.accept({
          ...{ id: `t${++events}`, at: clock, trust: 'fact', from, what },
          ...(also.length > 0 && { also }),
        }),
      )
    },
    redeem: (typed, order, by = here) => settled(engine.redeem(`t${++events}`, typed, order, [by], clock)),
    shopper: async () => (await engine.find(here)) ?? '',
    defect: () => defect,
    close: async () => {
      await client?.close()
      await store.close()
    },
  }
}
