// Codes from elsewhere under a race: two processes on one data file, many shoppers at once. No code twice, no use beyond
// the limit, and one person has one first order.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import type { Happening } from '../../src/core/event.ts'
import type { Shopper } from '../../src/core/shopper.ts'
import { sealForPool } from '../../src/runtime/pool-codes.ts'
import { createSeal } from '../../src/seal.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { KEY } from './open-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-codes-race-'))
const path = join(folder, 'winback.db')
const seal = createSeal(KEY)
let processes: ChildProcess[] = []

const startProcess = async (): Promise<ChildProcess> => {
  const child = fork(join(import.meta.dirname, 'codes-process.ts'), [path], { execArgv: [] })
  await once(child, 'message')
  return child
}

const both = async (told: readonly object[]): Promise<readonly string[]> => {
  const answers = processes.map((child) => once(child, 'message') as Promise<[string[]]>)
  for (const [n, child] of processes.entries()) child.send(told[n] ?? {})
  return (await Promise.all(answers)).flatMap(([answer]) => answer)
}

/** All of them come, half to each process. */
const come = (from: number, to: number, what: Happening) => {
  const middle = Math.floor((from + to) / 2)
  return both([
    { do: 'come', from, to: middle, what },
    { do: 'come', from: middle, to, what },
  ])
}

const withStore = async <T>(
  look: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>,
): Promise<T> => {
  const store = await openSqliteStore(path)
  try {
    return await look(store)
  } finally {
    await store.close()
  }
}

const shoppers = () =>
  withStore(async (store) => {
    const all: Shopper[] = []
    for await (const document of store.records.shoppers()) all.push(readDocument(document))
    return all
  })

beforeAll(async () => {
  processes = await Promise.all([startProcess(), startProcess()])
})

afterAll(async () => {
  for (const child of processes) {
    child.send({ do: 'end' })
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

const OPENS = { kind: 'chat_opened', address: { channel: 'web', id: 'visitor' } } as const

describe('two processes on one shop', () => {
  it('draw 1,000 codes of one pool at once: each is given once, and nobody is refused while there is one', {
    timeout: 120_000,
  }, async () => {
    const texts = Array.from({ length: 1_000 }, (_, n) => `PARTNER-${10_000 + n}`)
    await withStore((store) =>
      store.pools.add(
        'partner',
        texts.map((text) => sealForPool(seal, text, null)),
      ),
    )
    await come(0, 1_050, OPENS)
    await come(0, 1_050, { kind: 'signed_in' })
    const codes = (await shoppers()).flatMap((shopper) => shopper.codes)
    expect(codes).toHaveLength(1_000)
    const given = codes.map(({ sealed, id }) => seal.open(sealed, id))
    expect(new Set(given)).toEqual(new Set(texts))
    expect(await withStore((store) => store.pools.list(Date.now(), Date.now()))).toMatchObject([
      { left: 0, laid_aside: 0, used: 1_000 },
    ])
  })

  it('never use a code for everybody more often than it may be, and refuse nobody before', {
    timeout: 120_000,
  }, async () => {
    const answers = await both([
      { do: 'use', from: 5_000, to: 5_150 },
      { do: 'use', from: 5_150, to: 5_300 },
    ])
    expect(answers.filter((answer) => answer === 'redeemed')).toHaveLength(200)
    expect(answers.filter((answer) => answer === 'used_up')).toHaveLength(100)
    const budgets = await withStore((store) => store.records.budgets())
    expect(budgets).toContainEqual({ budget: 'shared:AUTUMN26', reserved: 0, spent: 200 })
  })

  it('give one person with two accounts one first-order code, in each of 100 rounds', {
    timeout: 120_000,
  }, async () => {
    for (let round = 0; round < 100; round++) {
      const email = `ira.koval.${round}@gmail.com`
      const accounts = [10_000 + 2 * round, 10_001 + 2 * round]
      const [first, second] = [accounts[0]!, accounts[1]!]
      await come(first, second + 1, OPENS)
      await come(first, second + 1, { kind: 'identified', traits: { email } })
      await come(first, second + 1, { kind: 'hesitated', sign: 'exit' })
    }
    const found = (await shoppers()).filter(({ traits }) => traits.email?.startsWith('ira.koval.'))
    const byPerson = Map.groupBy(found, ({ traits }) => traits.email)
    const codes = [...byPerson.values()].map((accounts) => accounts.flatMap((one) => one.codes).length)
    expect([found.length, codes.length, new Set(codes)]).toEqual([200, 100, new Set([1])])
  })
})
