// The durable profile: what matters is acknowledged only once it is on all replicas that the settings name. Where that
// takes too long, durability is unsure until a replica answers again: no code is issued then, and words go on. Knows no
// commit. In the everyday profile all of it answers at once.
import { StoreError } from '../../ports/store-error.ts'
import type { Redis } from './connect.ts'
import { keyIn } from './keys.ts'

/** A partition, or any key of the slot. */
export type Place = number | string

/** Who answered for a place, at a moment. */
export type Mark = { readonly place: Place; readonly era: number }

/**
 * Told of the places before something is written there; what it answers waits until that is on the replicas, or throws
 * `unsure`. Before: what another server answers for by the time of the answer may be lost with the one that was told.
 */
export type Writing = (...places: readonly Place[]) => () => Promise<void>

export type Durability = {
  readonly isDurable: boolean
  /** Has a replica failed to answer, and not answered since? */
  readonly isUnsure: () => boolean
  /** Taken before something is written or looked at, for what is waited for afterwards. */
  readonly mark: (place: Place) => Mark
  /**
   * Something was written or seen here since the mark of which a commit will speak: it is waited for then, unless it is
   * known to be on the replicas. `again` writes it once more, where the server of then may have lost it, and answers
   * whether it still holds.
   */
  readonly owe: (mark: Mark, debt?: { readonly name: string; readonly again: () => Promise<boolean> }) => void
  /** Is all that this process wrote or saw there since the mark on the replicas, and all that is owed? Waits a moment. */
  readonly isSafe: (mark: Mark) => Promise<boolean>
  /** The same of this place alone; throws a StoreError `unsure` where it is not. */
  readonly wait: (mark: Mark) => Promise<void>
  /** Does what may be done twice, and again where another server took over before it was confirmed. */
  readonly surely: <T>(place: Place, call: () => Promise<T>) => Promise<T>
  readonly close: () => void
}

/** How long a replica may take, ms: a moment while all is well, less while it is not. */
const WAIT = 1_000
const WAIT_UNSURE = 100
/** How often it is tried whether the replicas answer again, ms. */
const PROBE = 250

export const unsure = (): StoreError =>
  new StoreError(
    'unsure',
    'Redis: a replica did not confirm in time. It was written, but one failure may lose it: ask again under the same id.',
  )

/** Of what is on the replicas, and of what may not be, by place. */
const REMEMBERED = 100_000
const MOST_OWED = 1_000
/** Servers that take over while one thing is done. */
const TAKE_OVERS = 5

const keyOf = (place: Place): string => (typeof place === 'number' ? keyIn(place, 'waited') : place)

export const createDurability = (redis: Redis, replicas: number | null): Durability => {
  type Debt = { readonly mark: Mark; readonly again: (() => Promise<boolean>) | undefined }
  /** By its name. Of what one server took, all is confirmed at once. */
  const owed = new Map<Place, Map<string, Debt>>()
  /** Names of what is on the replicas for good. */
  const sure = new Set<string>()
  let isUnsure = false
  let probing: NodeJS.Timeout | undefined

  const mark = (place: Place): Mark => ({ place, era: replicas === null ? 0 : redis.era(keyOf(place)) })
  const isNow = ({ place, era }: Mark): boolean => redis.era(keyOf(place)) === era

  const reached = async ({ place, era }: Mark): Promise<boolean> => {
    const ms = isUnsure ? WAIT_UNSURE : WAIT
    return (await redis.waitForReplicas(keyOf(place), era, replicas!, ms)) >= replicas!
  }

  const probe = async (places: readonly Place[]): Promise<void> => {
    const safe = await Promise.all(places.map((one) => reached(mark(one)).catch(() => false)))
    if (safe.every(Boolean)) isUnsure = false
    else if (probing) plan(places)
  }
  const plan = (places: readonly Place[]): void => {
    probing = setTimeout(() => void probe(places), PROBE)
    probing.unref()
  }
  const silent = (places: readonly Place[]): void => {
    if (isUnsure) return
    isUnsure = true
    plan(places)
  }

  const isThere = async (one: Mark): Promise<boolean> => {
    const safe = await reached(one).catch(() => false)
    // Another server says nothing of the replicas: they are not silent, it was asked too late.
    if (!safe && isNow(one)) silent([one.place])
    return safe
  }

  /** What the server of then may have lost is written again, and is there then, or still owed. */
  const payNow = async (place: Place): Promise<boolean> => {
    const all = owed.get(place) ?? new Map<string, Debt>()
    const debts = [...all]
    const old = new Set(debts.flatMap(([, { mark: then, again }]) => (again && !isNow(then) ? [again] : [])))
    const now = mark(place)
    const held = await Promise.all([...old].map((again) => again().catch(() => null)))
    if (held.includes(null) || !(await isThere(now))) return false
    for (const [name, debt] of debts) {
      if (all.get(name) === debt) all.delete(name)
      if (name !== '') sure.add(name)
    }
    for (const name of sure) {
      if (sure.size <= REMEMBERED) break
      sure.delete(name)
    }
    if (all.size === 0) owed.delete(place)
    return !held.includes(false)
  }

  /** Who asks while it is being paid shares the next payment with all who do. */
  const paying = new Map<Place, Promise<boolean>>()
  const toPay = new Map<Place, Promise<boolean>>()
  const pay = (place: Place): Promise<boolean> => {
    const start = (): Promise<boolean> => {
      toPay.delete(place)
      const payment = payNow(place).finally(() => paying.delete(place))
      paying.set(place, payment)
      return payment
    }
    const now = paying.get(place)
    if (!now) return start()
    const soon = toPay.get(place) ?? now.then(start, start)
    toPay.set(place, soon)
    return soon
  }

  const isSafe = async (one: Mark): Promise<boolean> => {
    if (replicas === null) return true
    const safe = await Promise.all([isThere(one), ...[...owed.keys()].map(pay)])
    return safe.every(Boolean)
  }
  const wait = async (one: Mark): Promise<void> => {
    if (replicas !== null && !(await isThere(one))) throw unsure()
  }

  return {
    isDurable: replicas !== null,
    isUnsure: () => isUnsure,
    mark,
    owe: (one, debt) => {
      const { name, again } = debt ?? { name: '', again: undefined }
      if (replicas === null || sure.has(name)) return
      const debts = owed.get(one.place) ?? new Map<string, Debt>()
      owed.set(one.place, debts.set(name, { mark: one, again }))
      // Where nobody commits, nobody pays.
      if (debts.size > MOST_OWED) void pay(one.place).catch(() => {})
    },
    isSafe,
    wait,
    surely: async (place, call) => {
      for (let tries = 1; ; tries++) {
        const before = mark(place)
        const answer = await call()
        if (replicas === null || (await isThere(before))) return answer
        if (isNow(before) || tries === TAKE_OVERS) throw unsure()
      }
    },
    close: () => {
      clearTimeout(probing)
      probing = undefined
    },
  }
}
