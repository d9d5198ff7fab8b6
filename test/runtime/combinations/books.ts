// What must hold of the whole shop at any moment, written from docs/BUDGETS.md and docs/CODES.md and not from the
// product's own sums: budgets against codes, rows against codes, points against their ledger.

import { expect } from 'vitest'
import type { Code } from '../../../src/core/codes/code.ts'
import { readDocument } from '../../../src/core/document.ts'
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import type { Store } from '../../../src/ports/store.ts'

type Standing = { reserved: number; spent: number }

const uses = (code: Code) => code.redemptions.filter((use) => use.rolled_back === undefined)
const isWorth = ({ terms }: Code): boolean => terms.kind === 'points' || terms.kind === 'gift'
const costOf = (code: Code): number =>
  uses(code).reduce(
    (sum, { amount, returned = 0 }) => sum + (isWorth(code) ? code.terms.worst : amount - returned),
    0,
  )

/** What a counter of that name should hold of one code. */
const partOf = (counter: string, code: Code): Standing => {
  const money = { reserved: code.reserved, spent: costOf(code) }
  const isPlace = counter.includes('#codes') || counter.includes('#discounted')
  if (!isPlace && !counter.includes('#share')) return money
  const unit = isPlace ? 1 : 10_000
  if (uses(code).length > 0) return { reserved: 0, spent: unit }
  return { reserved: code.reserved > 0 ? unit : 0, spent: 0 }
}

export const documents = async (store: Store) => {
  const all: Shopper[] = []
  for await (const document of store.records.shoppers()) all.push(readDocument(document))
  return {
    shoppers: all.filter((one) => one.folded_into === undefined),
    pointers: all.filter((one) => one.folded_into !== undefined),
  }
}

export const budgetsByCodes = (shoppers: readonly Shopper[]): ReadonlyMap<string, Standing> => {
  const sums = new Map<string, Standing>()
  const add = (name: string, { reserved, spent }: Standing): void => {
    const sum = sums.get(name) ?? { reserved: 0, spent: 0 }
    sums.set(name, { reserved: sum.reserved + reserved, spent: sum.spent + spent })
  }
  for (const code of shoppers.flatMap(({ codes }) => codes)) {
    for (const short of ['', ...(code.counted ?? [])]) {
      const name = short === '' || short.startsWith('#') ? `${code.campaign}${short}` : short
      add(name, partOf(name, code))
    }
    if (code.counts !== undefined)
      add(`shared:${code.counts}`, { reserved: code.reserved > 0 ? 1 : 0, spent: uses(code).length })
  }
  return sums
}

/** Orders of each month that stand, which make room for discounted ones: told ones of all shoppers. */
const creditOf = (shoppers: readonly Shopper[], share: number): number =>
  shoppers.flatMap(({ orders }) => orders.recent).filter((one) => !one.cancelled).length * share

const checkCode = (code: Code): void => {
  for (const use of code.redemptions) {
    const { amount, lines, returned = 0 } = use
    expect(amount).toBeLessThanOrEqual(code.terms.worst)
    expect(Math.min(amount, returned)).toBeGreaterThanOrEqual(0)
    expect(returned, code.id).toBeLessThanOrEqual(amount)
    if (lines) expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(amount)
    for (const line of lines ?? []) expect(line.returned ?? 0).toBeLessThanOrEqual(line.quantity)
  }
  const orders = uses(code).map(({ order }) => order)
  expect(new Set(orders).size, `${code.id} is on one order twice`).toBe(orders.length)
  if (code.state === 'redeemed') expect(code.reserved).toBe(0)
  expect(code.reserved).toBeLessThanOrEqual(code.terms.worst * (code.terms.uses ?? 1))
}

const checkPoints = ({ ledger, traits }: Shopper): void => {
  if (!ledger) return
  const left = ledger.lots.reduce((sum, lot) => sum + lot.left, 0)
  expect(ledger.added).toBe(left + ledger.spent + ledger.expired)
  expect(traits.points ?? 0).toBe(left)
}

const checkRows = async (store: Store, shoppers: readonly Shopper[]): Promise<void> => {
  const rows = new Map<string, Enrolment>()
  for await (const text of store.records.enrolments()) {
    const row = JSON.parse(text) as Enrolment
    rows.set(row.id, row)
  }
  for (const { id, codes } of shoppers)
    for (const code of codes) {
      const row = rows.get(code.enrolment)
      expect(row?.shopper, code.enrolment).toBe(id)
      const part = row?.codes.find((one) => one.id === code.id)
      const amount = uses(code).reduce((sum, use) => sum + use.amount - (use.returned ?? 0), 0)
      expect({ state: part?.state, amount: part?.amount }, code.id).toEqual({ state: code.state, amount })
    }
}

/** `share`: hundredths of a percent that each order makes room for. */
export const checkBooks = async (store: Store, share: number): Promise<void> => {
  const { shoppers, pointers } = await documents(store)
  expect(pointers.filter((one) => one.folded_into?.content !== undefined)).toEqual([])
  const codes = shoppers.flatMap((one) => one.codes)
  codes.forEach(checkCode)
  shoppers.forEach(checkPoints)
  const own = codes.filter((code) => code.shared === undefined).map(({ hmac }) => hmac)
  expect(new Set(own).size, 'one code with two shoppers').toBe(own.length)
  const expected = budgetsByCodes(shoppers)
  const credit = creditOf(shoppers, share)
  let credited = 0
  const states = new Map((await store.records.budgets()).map((one) => [one.budget, one]))
  for (const name of new Set([...expected.keys(), ...states.keys()])) {
    const { reserved, spent } = states.get(name) ?? { reserved: 0, spent: 0 }
    const { reserved: out, spent: used } = expected.get(name) ?? { reserved: 0, spent: 0 }
    if (name.includes('#share')) {
      credited += used - spent
      expect(reserved, name).toBe(out)
    } else expect({ reserved, spent }, name).toEqual({ reserved: out, spent: used })
  }
  expect(credited, 'orders that make room').toBe(credit)
  await checkRows(store, shoppers)
}
