// What is known of each other side that items leave to: whether it answers, and how fast what has waited for it may leave.
// One that is down is asked by one item at a time, ever more seldom; the others wait without a try. Knows no message.
import { type Breaker, createBreaker, type Pass } from '../core/breaker.ts'
import { createElapsed } from '../core/time/elapsed.ts'
import type { Channel, DeliveryError } from '../ports/channel.ts'
import type { Log } from '../ports/log.ts'
import type { LeasedItem, OutboxItem } from '../ports/outbox.ts'
import { readPutOff } from './put-off.ts'

/** What is down now. Times in ms since 1970. */
export type Outage = { readonly way: string; readonly since: number; readonly why: string }

export type Entry =
  /** It may be tried. Told how that went, answers whether the other side is down. */
  | { readonly kind: 'go'; readonly went: (error: DeliveryError | null) => 'up' | 'down' }
  /** Not before `due`; `slot`: its moment among those that wait, null where that is not why. */
  | { readonly kind: 'wait'; readonly due: number; readonly slot: number | null; readonly why: string }

/** What has waited leaves at this pace, ms apart, each way: answers, and mailings behind them. */
const APART = [1000 / 30, 1000 / 10] as const
/** So many may leave at once all the same. */
const AT_ONCE = 20
/** Overdue for so long, an item is one of many that have waited, ms. */
const LATE = 5 * 60_000
/** To one address what is overdue by a minute leaves no faster than this, ms. */
const OVERDUE = 60_000
const APART_LANE = 1_000
/** While one looks whether the other side is well again, the others come back so much later, ms. */
const PROBED = 5_000
/** Whoever asks for more is asked again after a day. */
const BELIEVED = 86_400_000
/** Failures of our own: nobody was asked, or the adapter is broken. */
const SAYS_NOTHING = new Set(['paced', 'defect'])
/** Servers and addresses that are remembered. */
const MOST = 1_000

type Way = {
  readonly breaker: Breaker
  /** The last moments that were given out, by rank. */
  readonly slots: [number, number]
  outage: Outage | null
}

type Parts = {
  readonly clock: () => number
  readonly log: Log
  readonly channels: readonly Pick<Channel, 'name' | 'server'>[]
}

/** The channel or desk that a lane leads to, and what follows it. */
const splitLane = (lane: string): readonly [string, string] => {
  const n = lane.indexOf(':')
  return n < 0 ? [lane, ''] : [lane.slice(0, n), lane.slice(n + 1)]
}

export const createWays = ({ clock, log, channels }: Parts) => {
  const elapsed = createElapsed(clock)
  const serverOf = new Map(channels.flatMap(({ name, server }) => (server ? [[name, server] as const] : [])))
  const ways = new Map<string, Way>()
  const lanes = new Map<string, number>()

  /** null: it stays within. */
  const nameOf = ({ kind, lane }: Pick<OutboxItem, 'kind' | 'lane'>): string | null => {
    const [first, rest] = splitLane(lane)
    if (kind === 'ticket') return splitLane(rest)[0]
    if (kind !== 'message' && kind !== 'strike') return null
    const server = serverOf.get(first)?.({ channel: first, id: rest }) ?? null
    return server === null ? first : `${first} ${server}`
  }

  const createWay = (name: string): Way => {
    const way: Way = {
      breaker: createBreaker(
        elapsed,
        ({ state, why }) => {
          const at = clock()
          if (state === 'open' && way.outage === null) {
            way.outage = { way: name, since: at, why }
            log.warn({ way: name, code: why }, 'the other side is down: what goes there waits')
          } else if (state === 'closed' && way.outage !== null) {
            const seconds = Math.round((at - way.outage.since) / 1000)
            way.outage = null
            log.info({ way: name, seconds }, 'the other side is up again: what has waited leaves')
          }
        },
        BELIEVED,
      ),
      slots: [0, 0],
      outage: null,
    }
    return way
  }

  const wayOf = (name: string): Way => {
    const known = ways.get(name)
    if (known) return known
    if (ways.size >= MOST) for (const [other, { outage }] of ways) if (outage === null) ways.delete(other)
    const way = createWay(name)
    ways.set(name, way)
    return way
  }

  /** The next free moment from `from` on: mailings come behind answers. */
  const slotFrom = ({ slots }: Way, { rank, hurried }: LeasedItem, from: number): number => {
    const kind = rank === 0 && !hurried ? 0 : rank
    const latest = kind === 0 ? slots[0] : Math.max(slots[0], slots[1])
    // Given out under a clock that went back.
    const free = latest > from + BELIEVED ? from : Math.max(from, latest + APART[kind])
    slots[kind] = free
    return Math.ceil(free)
  }

  const noteLane = (lane: string): void => {
    lanes.delete(lane)
    lanes.set(lane, elapsed())
    if (lanes.size > MOST) lanes.delete(lanes.keys().next().value!)
  }

  const wentBy =
    ({ breaker }: Way, pass: Pass, lane: string) =>
    (error: DeliveryError | null): 'up' | 'down' => {
      noteLane(lane)
      if (error && SAYS_NOTHING.has(error.code)) breaker.leave(pass)
      // Whoever refuses this one message answers.
      else if (error === null || !error.retryable || error.alone) breaker.succeeded(pass)
      else {
        const asked = error.retryAfterMs ?? 0
        breaker.failed(pass, error.code, { atOnce: asked > 0, wait: asked })
      }
      return breaker.state() === 'closed' ? 'up' : 'down'
    }

  /** Its place among what waits for this way, while that is down. */
  const waitDown = (way: Way, item: LeasedItem): Extract<Entry, { kind: 'wait' }> => {
    const left = way.breaker.left()
    const slot = slotFrom(way, item, clock() + (left > 0 ? left : PROBED))
    return { kind: 'wait', due: slot, slot, why: way.outage?.why ?? 'down' }
  }

  /** Time is moved by hand: what is late has not waited for anybody. */
  let isAtOnce = false

  return {
    enter: (item: LeasedItem): Entry => {
      const name = nameOf(item)
      if (name === null) return { kind: 'go', went: () => 'up' }
      const way = wayOf(name)
      if (way.breaker.isShut()) return waitDown(way, item)
      const now = clock()
      const enter = (): Entry => {
        const pass = way.breaker.enter()
        return pass ? { kind: 'go', went: wentBy(way, pass, item.lane) } : waitDown(way, item)
      }
      if (isAtOnce) return enter()
      const given = item.why === undefined ? null : readPutOff(item.why).slot
      if (now - Math.max(item.due, given ?? 0) > LATE) {
        const slot = slotFrom(way, item, now - AT_ONCE * APART[item.rank])
        if (slot > now) return { kind: 'wait', due: slot, slot, why: 'many have waited' }
      }
      const last = now - item.due > OVERDUE ? lanes.get(item.lane) : undefined
      const apart = last === undefined ? APART_LANE : elapsed() - last
      if (apart < APART_LANE)
        return { kind: 'wait', due: now + APART_LANE - apart, slot: given, why: 'one at a time' }
      return enter()
    },
    /** Does it without a pace: all that may leave at this moment leaves. */
    atOnce: async (work: () => Promise<void>): Promise<void> => {
      isAtOnce = true
      await work().finally(() => {
        isAtOnce = false
      })
    },
    /** When a try that failed comes again, the other side being down. */
    again: (item: LeasedItem): Extract<Entry, { kind: 'wait' }> => {
      const name = nameOf(item)
      return name === null
        ? { kind: 'wait', due: clock() + PROBED, slot: null, why: 'down' }
        : waitDown(wayOf(name), item)
    },
    outages: (): readonly Outage[] => [...ways.values()].flatMap(({ outage }) => outage ?? []),
  }
}

export type Ways = ReturnType<typeof createWays>
