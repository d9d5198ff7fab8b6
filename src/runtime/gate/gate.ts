// The gate: so much work under way as can be done in time, the till and the shop's people first; what would wait for too
// long is refused before it has cost anything. docs/decisions/0026-what-is-refused-under-load.md says why so.
import { type Busy, type Gate, WORKS, type Work } from '../../ports/gate.ts'
import { Overloaded } from '../../ports/store-error.ts'
import { createLimit, LEAST, WINDOW } from './limit.ts'
import { createLine, type Waiter } from './line.ts'

/** What waits at the gate, and before it, may wait so long, ms. The till comes in bunches, and goes first all the same. */
const TARGET: Readonly<Record<Work, number>> = { money: 450, agents: 450, talk: 300, looks: 300 }
/** What was let in to wait and was passed by what is more urgent is refused after so long, ms. */
const LATEST = 600
/** While nobody knows how fast it can be. */
const UNKNOWN = 256
/** Of one key under way at once, and waiting. A shopper's turns go one after another all the same. */
const EACH = 4
const EACH_WAITING = 64
/** The share of the places that each kind and those behind it may take: the rest is kept for those before. */
const SHARE: Readonly<Record<Work, number>> = { money: 1, agents: 1, talk: 0.85, looks: 0.75 }
/** One in so many goes to who has waited longest, so that nobody waits for ever. */
const FAIR = 8
/** After something was refused, whatever can wait waits so long, ms. */
const CALM = 1000
/** Waits that are told are spread over so many seconds, so that not all come again at once. */
const SPREAD = 5

export type GateParts = {
  /** ms; runs evenly. */
  readonly now: () => number
  /** The share of its time in which the process did nothing, since it was asked last. */
  readonly left: () => number
  readonly meter?: {
    readonly refused: (work: Work, whose: Busy['whose']) => void
    /** `ms`: how long it waited before it was begun. */
    readonly waited: (work: Work, ms: number) => void
  }
}

export const createGate = ({ now, left, meter }: GateParts): Gate & { readonly places: () => number } => {
  const limit = createLimit()
  const lines = WORKS.map(createLine)
  const busy = new Map<string, number>()
  const underWay = WORKS.map(() => 0)
  let aside = 0
  let begun = 0
  let refusals = 0
  let since = now()
  let isFull = false
  let pressedUntil = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  /** How long the process did not come to look at who knocks, ms. */
  let blocked = 0

  const places = (): number => limit.most() + aside
  const waitingUpTo = (n: number): number =>
    lines.reduce((sum, line, i) => (i <= n ? sum + line.size() : sum), 0)
  const all = (): number => underWay.reduce((sum, one) => sum + one, 0)

  /** Whether one more of this kind finds a place. */
  const hasPlace = (n: number): boolean => {
    const most = places()
    if (all() >= most) return false
    // Who is less urgent leaves room for who is more.
    const behind = underWay.reduce((sum, one, i) => (i >= n ? sum + one : sum), 0)
    return behind < Math.max(1, Math.floor(most * SHARE[WORKS[n]!]))
  }

  const estimate = (n: number): number => {
    const waiting = waitingUpTo(n)
    if (waiting === 0) return 0
    const pace = limit.pace()
    if (pace === null) return waiting < UNKNOWN ? 0 : Number.POSITIVE_INFINITY
    return (waiting / Math.max(pace, 0.001)) * 1000
  }

  const refusal = (n: number, whose: Busy['whose']): Busy => {
    pressedUntil = now() + CALM
    refusals++
    meter?.refused(WORKS[n]!, whose)
    const wait = Math.min(10_000, estimate(n))
    return { wait: wait + 1000 * (1 + (refusals % SPREAD)), whose }
  }

  const begin = (n: number, key: string): void => {
    underWay[n]!++
    busy.set(key, (busy.get(key) ?? 0) + 1)
    begun++
  }

  const mayGo = (key: string): boolean => (busy.get(key) ?? 0) < EACH

  /** The next to go; every eighth is who has waited longest. */
  const next = (): { readonly n: number; readonly waiter: Waiter } | null => {
    const order = WORKS.map((_, n) => n).filter((n) => lines[n]!.size() > 0 && hasPlace(n))
    if (begun % FAIR === 0 && order.length > 1) order.sort((a, b) => lines[a]!.oldest() - lines[b]!.oldest())
    for (const n of order) {
      const waiter = lines[n]!.take(mayGo)
      if (waiter) return { n, waiter }
    }
    return null
  }

  const letIn = (): void => {
    for (let found = next(); found; found = next()) {
      const { n, waiter } = found
      begin(n, waiter.key)
      meter?.waited(WORKS[n]!, now() - waiter.since)
      waiter.go()
    }
  }

  const measure = (): void => {
    const at = now()
    if (at - since < WINDOW) return
    limit.window(at - since, isFull, left())
    since = at
    isFull = WORKS.some((_, n) => lines[n]!.size() > 0 && !hasPlace(n))
    for (const line of lines) for (const late of line.before(at - LATEST)) late.refuse()
    letIn()
  }

  /** While somebody waits, time is looked at even where nothing ends. */
  const watch = (): void => {
    if (timer) return
    const planned = now() + WINDOW
    timer = setTimeout(() => {
      timer = null
      blocked = Math.max(0, now() - planned)
      measure()
      if (waitingUpTo(WORKS.length) > 0 || now() < pressedUntil) watch()
      else blocked = 0
    }, WINDOW)
    timer.unref?.()
  }

  const end = (n: number, key: string, began: number): void => {
    underWay[n]!--
    const left = busy.get(key)! - 1
    if (left > 0) busy.set(key, left)
    else busy.delete(key)
    limit.finished(now() - began)
    measure()
    letIn()
  }

  const carryOut = async <T>(n: number, key: string, task: () => Promise<T>): Promise<T> => {
    const began = now()
    try {
      return await task()
    } finally {
      end(n, key, began)
    }
  }

  const tooLong = (n: number, slack: number): boolean => {
    const found = estimate(n)
    const target = TARGET[WORKS[n]!] * slack
    // Whoever knocks had waited for half of that on the average; a machine that was busy otherwise is no line.
    return found > 0 && found + Math.min(blocked, target) / 2 > target
  }

  return {
    places,
    isTooMuch: (work, share = 1) => {
      measure()
      return tooLong(WORKS.indexOf(work), share)
    },
    refuse: (work, whose) => refusal(WORKS.indexOf(work), whose),
    run: <T>(work: Work, key: string, task: () => Promise<T>, patient = false): Promise<T> => {
      const n = WORKS.indexOf(work)
      measure()
      if (waitingUpTo(n) === 0 && hasPlace(n) && mayGo(key)) {
        begin(n, key)
        meter?.waited(work, 0)
        return carryOut(n, key, task)
      }
      isFull ||= !hasPlace(n)
      const refused =
        !patient && lines[n]!.of(key) >= EACH_WAITING ? 'caller' : !patient && tooLong(n, 1.5) ? 'all' : null
      if (refused) {
        const { wait, whose } = refusal(n, refused)
        return Promise.reject(new Overloaded(wait, whose))
      }
      watch()
      return new Promise<T>((resolve, reject) => {
        lines[n]!.put({
          ...{ key, since: now(), patient },
          go: () => void carryOut(n, key, task).then(resolve, reject),
          refuse: () => {
            const { wait, whose } = refusal(n, 'all')
            reject(new Overloaded(wait, whose))
          },
        })
      })
    },
    aside: (waiting) => {
      aside++
      letIn()
      return waiting.finally(() => {
        aside--
      })
    },
    isPressed: () => now() < pressedUntil || waitingUpTo(WORKS.length) > LEAST,
  }
}
