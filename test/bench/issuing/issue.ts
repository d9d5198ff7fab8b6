// One issue as the turn writes it through the store's port: the event looked up, the shopper loaded, the code claimed, and
// one commit with document, budget move under a ceiling, row, message, line and journal entry. Knows no store.
import type { Commit, Store } from '../../../src/ports/store.ts'

/** Of a shopper with some orders and a talk, bytes. */
const DOCUMENT = 2_000
const JOURNAL = 600
const NOON = 1_793_534_400_000

/** In minor units; every code may cost so much. */
export const WORTH = 10_000

const document = JSON.stringify({ filler: 'x'.repeat(DOCUMENT) })
const journal = JSON.stringify({ filler: 'j'.repeat(JOURNAL) })

export const commitOf = (n: string, shopper: string, version: number, budget: string): Commit => ({
  ...{ id: `${shopper}.${version + 1}.${n}`, shopper, expects: version, document, key: 'k'.repeat(80) },
  event: { id: `event-${n}`, at: NOON, digest: 'd'.repeat(43), reply: '{"kind":"ok"}' },
  ...{ due: NOON + 86_400_000, tickets: [], journal, at: NOON },
  outbox: [
    {
      ...{ id: `item-${n}`, lane: `web:${shopper}`, kind: 'message', shopper, rank: 0, due: NOON },
      ...{ lapses: null, after: null, payload: JSON.stringify({ text: 'y'.repeat(200) }) },
    },
  ],
  lines: [{ at: NOON, who: 'bot', text: 'Here is your code: {code:1}' }],
  enrolments: [
    { id: `${shopper}:spring:${n}`, row: JSON.stringify({ arm: 'offer', filler: 'r'.repeat(300) }) },
  ],
  budget: [{ budget, reserved: WORTH, spent: 0, ceiling: 1e15 }],
})

/** Issues the code `n` to a shopper of its own from `budget`; throws where it was not done. */
export const issue = async (store: Store, n: string, budget: string): Promise<void> => {
  const shopper = `s_${n.padStart(16, '0')}`
  if (await store.known(shopper, `event-${n}`)) throw new Error(`${n} was issued before`)
  const { version } = await store.load(shopper)
  const key = `code:${n.padStart(43, 'c')}`
  const [owner] = await store.claim([{ key, owner: `${shopper}.${n}` }], 'commit')
  if (owner !== `${shopper}.${n}`) throw new Error(`the code ${n} is ${owner}'s`)
  const { kind } = await store.commit(commitOf(n, shopper, version, budget))
  if (kind !== 'done') throw new Error(`the issue ${n} was ${kind}`)
}

export type IssuingSide = {
  /** Issues `count` codes, so many at once; answers how many a second. */
  readonly round: (count: number, atOnce: number) => Promise<number>
  /** What is reserved in all budgets together: proof of what was issued. */
  readonly reserved: () => Promise<number>
  readonly close: () => Promise<void>
}

/** `count` pieces of work, `atOnce` at a time; answers how many a second. */
export const timeWork = async (
  count: number,
  atOnce: number,
  work: (n: number, worker: number) => Promise<void>,
): Promise<number> => {
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      while (next < count) await work(next++, worker)
    }),
  )
  return (count / (performance.now() - began)) * 1000
}
