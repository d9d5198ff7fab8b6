// People who turn out to be one, on a real file: each with an order, a cart, a talk and a code; and what must hold of
// them afterwards, whoever folded them, in whatever order, and wherever it was interrupted.

import { expect } from 'vitest'
import { isCampaignSum } from '../../src/core/budget/names.ts'
import { isLive } from '../../src/core/codes/code.ts'
import { readDocument } from '../../src/core/document.ts'
import type { Address } from '../../src/core/event.ts'
import type { Shopper } from '../../src/core/shopper.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Engine, Incoming } from '../../src/runtime/engine.ts'
import { MINUTE, shippedRulebook } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

export const rulebook = shippedRulebook()
export const BEGAN = Date.UTC(2026, 10, 23, 9)
/** When all that was to be done at once has been done. */
export const LATER = BEGAN + 40 * MINUTE

export const user = (id: string): Address => ({ channel: 'user', id })

const by = (n: number, id: string, at: number, what: Incoming['what']): Incoming => ({
  ...{ id, at, trust: 'fact', from: visitor(n), what },
})

/** What person `n` did before anybody knew who it was. */
export const didBefore = (n: number): readonly Incoming[] => {
  const at = BEGAN + n * MINUTE
  return [
    by(n, `open-${n}`, at, { kind: 'chat_opened', address: visitor(n) }),
    by(n, `add-${n}`, at + 1, {
      ...{ kind: 'cart_changed', change: 'add' },
      lines: [{ item: `item-${n}`, price: 100_000, quantity: 1 }],
    }),
    by(n, `order-${n}`, at + 2, {
      ...{ kind: 'order_completed', order: { id: `o-${n}`, total: 10_000 * (n + 1), lines: [] } },
    }),
  ]
}

/** `people` of them, each with a live code; answers the codes' texts by person. */
export const populate = async (path: string, people: number): Promise<ReadonlyMap<number, string>> => {
  let now = BEGAN
  const { engine, sent, close } = await openEngine({ path, rulebook, clock: () => now, lease: 0 })
  for (let n = 0; n < people; n++) {
    for (const incoming of didBefore(n)) {
      now = Math.max(now, incoming.at)
      expect(await engine.accept(incoming)).toMatchObject({ kind: 'done', repeat: false })
    }
    const shopper = (await engine.find(visitor(n)))!
    const does = { act: 'issue', offer: 'come_back_200', campaign: 'abandoned_cart' } as const
    const what = { kind: 'agent', agent: 'olena', does } as const
    await engine.accept({ id: `give-${n}`, at: now, trust: 'fact', from: { shopper }, what })
    // Said when it was to be said: what has waited for long leaves at a pace.
    await engine.settle(now)
  }
  await close()
  const texts = sent.flatMap(({ to, code }) =>
    code ? [[Number(to.id.split('-')[1]), code.text] as const] : [],
  )
  expect(texts).toHaveLength(people)
  return new Map(texts)
}

/** The shop says that these are one customer. */
export const saysOne = (id: string, customer: string, people: readonly number[]): Incoming => ({
  ...{ id, at: BEGAN + 30 * MINUTE, trust: 'fact', from: user(customer), also: people.map(visitor) },
  what: { kind: 'signed_in' },
})

const moneyOf = (shoppers: readonly Shopper[]): number =>
  shoppers
    .flatMap(({ codes }) => codes)
    .flatMap(({ reserved, redemptions }) => [
      reserved,
      ...redemptions.map((use) => (use.rolled_back === undefined ? use.amount : 0)),
    ])
    .reduce((sum, amount) => sum + amount, 0)

/** All documents, pointers apart. */
export const documentsOf = async (store: Store) => {
  const all: Shopper[] = []
  for await (const document of store.records.shoppers()) all.push(readDocument(document))
  return {
    shoppers: all.filter((one) => one.folded_into === undefined),
    pointers: all.filter((one) => one.folded_into !== undefined),
  }
}

/** Holds whether `people` are one by now, with nothing of any of them lost or doubled. */
export const expectOne = async (
  engine: Engine,
  store: Store,
  people: readonly number[],
): Promise<Shopper> => {
  const roots = new Set(await Promise.all(people.map((n) => engine.find(visitor(n)))))
  expect(roots.size).toBe(1)
  const shopper = (await engine.shopper([...roots][0]!))!
  const oldest = Math.min(...people)
  expect(shopper.id).toBe(engine.idFor(visitor(oldest)))
  expect(shopper.orders.recent.map(({ id }) => id)).toEqual(
    people.toSorted((a, b) => a - b).map((n) => `o-${n}`),
  )
  expect(shopper.orders.count).toBe(people.length)
  expect(shopper.codes).toHaveLength(people.length)
  expect(shopper.codes.filter((code) => isLive(code, LATER))).toHaveLength(1)
  expect(shopper.folded?.map((one) => one.shopper).toSorted()).toEqual(
    people
      .filter((n) => n !== oldest)
      .map((n) => engine.idFor(visitor(n)))
      .toSorted(),
  )
  const lines = await store.records.lines(shopper.id, 0, 1000)
  const shown = lines.flatMap(({ code }) => code?.id ?? [])
  expect(shown.toSorted()).toEqual(shopper.codes.map(({ id }) => id).toSorted())
  expect(lines.filter(({ did }) => did?.act === 'joined')).toHaveLength(people.length - 1)
  return shopper
}

/** Holds of the whole shop: no pointer carries anything any more, and the budgets are what the codes say. */
export const expectSettled = async (store: Store): Promise<void> => {
  const { shoppers, pointers } = await documentsOf(store)
  expect(pointers.filter((one) => one.folded_into?.content !== undefined)).toEqual([])
  const budgets = (await store.records.budgets()).filter(({ budget }) => isCampaignSum(budget))
  const money = budgets.reduce((sum, budget) => sum + budget.reserved + budget.spent, 0)
  expect(money).toBe(moneyOf(shoppers))
  const rows: string[] = []
  for await (const row of store.records.enrolments()) rows.push(row)
  const owners = new Set(rows.map((row) => JSON.parse(row).shopper as string))
  for (const { id } of pointers) expect(owners.has(id)).toBe(false)
}

/** Everything that any of them did before is known: told again, it is a repeat. */
export const expectKnown = async (engine: Engine, people: readonly number[]): Promise<void> => {
  for (const incoming of people.flatMap(didBefore))
    expect(await engine.accept(incoming)).toMatchObject({ kind: 'done', repeat: true })
}
