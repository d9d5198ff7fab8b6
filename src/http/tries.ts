// Wrong codes that a shopper typed: some, then a pause for this shopper. In memory and bounded; knows no code.
import type { Address } from '../core/event.ts'

const WRONG = 10
/** Wrong ones are forgotten after so long without another, ms. */
const FORGOTTEN = 10 * 60_000
const PAUSE = 15 * 60_000
const KEPT = 50_000

export type Tries = {
  /** How long until these addresses may try again, ms; 0: now. */
  readonly wait: (buyer: readonly Address[]) => number
  readonly wrong: (buyer: readonly Address[]) => void
  readonly right: (buyer: readonly Address[]) => void
}

const keyOf = ({ channel, id }: Address): string => `${channel}:${id}`

export const createTries = (now: () => number): Tries => {
  const tries = new Map<string, { readonly wrong: number; readonly last: number; readonly until: number }>()
  return {
    wait: (buyer) => Math.max(0, ...buyer.map((address) => (tries.get(keyOf(address))?.until ?? 0) - now())),
    wrong: (buyer) => {
      for (const key of buyer.map(keyOf)) {
        const before = tries.get(key)
        const fresh = !before || now() - before.last > FORGOTTEN
        const wrong = (fresh ? 0 : before.wrong) + 1
        tries.delete(key)
        if (tries.size >= KEPT) tries.delete(tries.keys().next().value!)
        tries.set(key, { wrong: wrong % WRONG, last: now(), until: wrong >= WRONG ? now() + PAUSE : 0 })
      }
    },
    right: (buyer) => {
      for (const address of buyer) tries.delete(keyOf(address))
    },
  }
}
