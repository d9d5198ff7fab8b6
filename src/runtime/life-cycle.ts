// Keeps the engine going by itself: wake-ups when they are due, the outbox when something lies in it.
import type { Due } from '../ports/store.ts'
import type { EngineParts } from './engine-parts.ts'
import type { Relay } from './relay.ts'

const BATCH = 64
/** The longest sleep, ms: other processes may write what we are to do, and a demo's clock may be moved. */
const LONGEST_SLEEP = 500
/** A turn that takes longer (a model is asked) is not waited for by the shoppers after it, ms. */
const PATIENCE = 50
/** A wake-up that its process did not carry out within this time is another's, ms. */
const WAKING = 10_000
/** While there is more to do than can be done, so few at once, and so long apart, ms: doors go first. */
const FEW = 4
const APART = 100
/** Nothing waits longer to leave than for a morning, or for as long as another side has asked, ms. */
const LONGEST_WAIT = 26 * 3_600_000
/** After a failure of the store, ms. */
const BACK_OFF = 1_000

/** The same failure is written to the log so often, ms: a store that is down fails a look each second. */
const SAID_AGAIN = 60_000

/** A loop that runs `work` when told to or after a while, never twice at once. `work` answers when it wants to run next. */
const createLoop = (parts: EngineParts, what: string, work: () => Promise<number | null>) => {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let again = false
  let on = false
  let said = { text: '', at: Number.NEGATIVE_INFINITY }
  const say = (text: string): void => {
    const at = performance.now()
    if (text === said.text && at - said.at < SAID_AGAIN) return
    said = { text, at }
    parts.log.error({ error: text }, `${what} failed; trying again`)
  }
  const plan = (wait: number) => {
    if (!on) return
    if (timer) clearTimeout(timer)
    timer = setTimeout(run, Math.max(0, Math.min(wait, LONGEST_SLEEP)))
  }
  const once = async () => {
    again = false
    try {
      const next = await work()
      plan(again ? 0 : next === null ? LONGEST_SLEEP : next - parts.clock())
    } catch (error) {
      say(String(error))
      plan(BACK_OFF)
    }
    running = null
  }
  const run = () => {
    if (running) again = true
    else if (on) running = once()
  }
  return {
    start: () => {
      on = true
      plan(0)
    },
    /** Something may be due now. */
    nudge: () => {
      if (on) run()
    },
    stop: async () => {
      on = false
      if (timer) clearTimeout(timer)
      await running
    },
  }
}

/** Waits for it, but no longer than that. */
const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, enough])
  clearTimeout(timer)
}

export const createLifeCycle = (
  parts: EngineParts,
  relay: Relay,
  wakeUp: (shopper: string, due: number) => Promise<void>,
) => {
  const { store, clock, holder } = parts
  const underWay = new Map<string, Promise<void>>()
  let failed: { readonly error: unknown } | null = null
  const begin = ({ shopper, due }: Due): Promise<void> => {
    const mine = wakeUp(shopper, due).finally(() => underWay.delete(shopper))
    // Nobody may be waiting for it any more when it fails: then the next look says so.
    mine.catch((error) => {
      failed = { error }
    })
    underWay.set(shopper, mine)
    return mine
  }
  const wakeUps = createLoop(parts, 'waking up', async () => {
    for (;;) {
      if (failed) {
        const { error } = failed
        failed = null
        throw error
      }
      const now = clock()
      const pressed = parts.isPressed?.() ?? false
      const most = (pressed ? FEW : BATCH) + underWay.size
      const due = await store.leaseDue(now, most, holder, now + Math.min(parts.lease, WAKING))
      const fresh = due.filter(({ shopper }) => !underWay.has(shopper))
      if (fresh.length === 0) return underWay.size > 0 ? clock() + PATIENCE : store.nextDue()
      await within(PATIENCE, Promise.allSettled(fresh.map(begin)))
      if (underWay.size >= BATCH) await Promise.race(underWay.values())
      if (pressed) return clock() + APART
    }
  })
  const sending = createLoop(parts, 'sending', async () => {
    await relay.look()
    // What is on its way is looked after when it ends; else the store says when the next may leave.
    return relay.isBusy() ? null : store.outbox.next()
  })
  /** What leaves waits for no moment that only a clock ahead can have meant. */
  const hasten = (): void => {
    const now = clock()
    store.outbox
      .hasten?.(now, now + LONGEST_WAIT)
      .then((count) => count > 0 && sending.nudge())
      .catch((error) => parts.log.warn({ error: String(error) }, 'the outbox was not put right'))
  }
  return {
    start: () => {
      wakeUps.start()
      sending.start()
      hasten()
    },
    hasten,
    /** A commit was made: its messages may leave, its wake-up may be near. */
    committed: () => {
      sending.nudge()
      wakeUps.nudge()
    },
    stop: async () => {
      await wakeUps.stop()
      await Promise.allSettled(underWay.values())
      await sending.stop()
      await relay.idle()
    },
  }
}
