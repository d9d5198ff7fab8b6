// Timers as ours are: one wake-up of a shopper who exists, written with a commit, leased when it is due, taken away by the
// commit of its turn. Through the store's port; what a turn decides is left out on either side.
import type { Store } from '../../../src/ports/store.ts'
import { timeWork } from '../issuing/issue.ts'
import { openStore, type StoreOptions } from '../issuing/store-side.ts'

export type TimerSide = {
  /** Makes ready what wake-ups are for, where there is such a thing: so many shoppers without one. */
  readonly prepare: (count: number) => Promise<void>
  /** So many more timers that are far off; answers how many a second. */
  readonly add: (count: number) => Promise<number>
  /** So many that are due now, added beside the clock, and then fired; answers how many a second were fired. */
  readonly fire: (count: number) => Promise<number>
  readonly close: () => Promise<void>
}

export const AT_ONCE = 256
const BATCH = 256
const NOON = 1_793_534_400_000
const YEAR = 365 * 86_400_000

const commitDue = async (
  store: Store,
  shopper: string,
  expects: number,
  due: number | null,
): Promise<void> => {
  const { kind } = await store.commit({
    ...{ id: `${shopper}.${expects + 1}`, shopper, expects, document: '{}', key: 'k', event: null, due },
    ...{ outbox: [], lines: [], tickets: [], enrolments: [], budget: [], journal: '{}', at: NOON },
  })
  if (kind !== 'done') throw new Error(`the wake-up of ${shopper} was ${kind}`)
}

export const open = async (options: StoreOptions): Promise<TimerSide> => {
  const { store, remove } = await openStore(options)
  let prepared = 0
  let added = 0
  const idOf = (n: number): string => `s_${n.toString(16).padStart(16, '0')}`
  const add = (count: number, due: number): Promise<number> =>
    timeWork(count, AT_ONCE, () => {
      const n = added++
      return commitDue(store, idOf(n), 1, due + n)
    })
  const prepare = async (count: number): Promise<void> => {
    await timeWork(count, AT_ONCE, () => commitDue(store, idOf(prepared++), 0, null))
  }
  return {
    prepare,
    add: (count) => add(count, NOON + YEAR),
    fire: async (count) => {
      await prepare(count)
      await add(count, NOON - YEAR)
      const began = performance.now()
      let fired = 0
      while (fired < count) {
        const due = await store.leaseDue(NOON, BATCH, 'bench', NOON + 60_000)
        if (due.length === 0) throw new Error(`${fired} of ${count} fired, and no more are due`)
        await Promise.all(due.map(({ shopper }) => commitDue(store, shopper, 2, null)))
        fired += due.length
      }
      return (count / (performance.now() - began)) * 1000
    },
    close: async () => {
      await store.close()
      remove()
    },
  }
}
