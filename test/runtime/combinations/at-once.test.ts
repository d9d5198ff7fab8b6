// Two processes on one data file do at once what takes from the same money: draw from a pool, use a code for everybody,
// give under a day's bound, fold the very people that it all happens to. The books balance, and no bound is passed.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Incoming } from '../../../src/runtime/engine.ts'
import { sealForPool } from '../../../src/runtime/pool-codes.ts'
import { createSeal } from '../../../src/seal.ts'
import { KEY, openEngine, visitor } from '../open-engine.ts'
import { checkBooks, documents } from './books.ts'
import { RULEBOOKS } from './shop.ts'

const PEOPLE = 60
const user = (n: number) => ({ channel: 'user', id: `u-${n}` })
const event = (id: string, from: Incoming['from'], what: Incoming['what'], more = {}): Incoming => ({
  ...{ id, at: Date.now(), trust: 'fact', from, what },
  ...more,
})

it('two processes give, use, draw and fold at once, and every bound holds', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-at-once-'))
  const path = join(folder, 'winback.db')
  const seal = createSeal(KEY)
  const start = async (): Promise<ChildProcess> => {
    const child = fork(join(import.meta.dirname, 'at-once-process.ts'), [path], { execArgv: [] })
    await once(child, 'message')
    return child
  }
  const { engine, store, close } = await openEngine({ path, rulebook: RULEBOOKS[0]!, lease: 0 })
  const pool = Array.from({ length: 20 }, (_, n) => sealForPool(seal, `PARTNER-${200 + n}`, null))
  await store.pools.add('partner', pool)
  for (let n = 0; n < PEOPLE; n++) {
    const opens = { kind: 'chat_opened', address: visitor(n) } as const
    await engine.accept(event(`open-${n}`, visitor(n), opens, { also: [user(n)] }))
  }
  const both = await Promise.all([start(), start()])
  const does = (offer: string, campaign: string) =>
    ({ kind: 'agent', agent: 'olena', does: { act: 'issue', offer, campaign } }) as const
  const of = (half: number) => {
    const people = Array.from({ length: PEOPLE }, (_, n) => n).filter((n) => n % 2 === half)
    const events = people.flatMap((n) => [
      event(`pool-${n}`, user(n), does('partner_3', 'pool')),
      event(`ship-${n}`, user(n), does('delivery', 'plain')),
      // The neighbour, whom the other process is busy with.
      ...(n % 3 === 0
        ? [
            event(
              `fold-${n}`,
              user(n),
              { kind: 'identified', traits: {} },
              { also: [user(n + 1)], joins: 'alias' },
            ),
          ]
        : []),
    ])
    return { do: 'all', events, uses: people.toReversed() }
  }
  const answers = both.map((child) => once(child, 'message') as Promise<[string[]]>)
  for (const [half, child] of both.entries()) child.send(of(half))
  const told = (await Promise.all(answers)).flatMap(([all]) => all)
  for (const child of both) {
    child.send({ do: 'end' })
    await once(child, 'exit')
  }
  expect(told.filter((one) => one === 'parked' || one === 'changed')).toEqual([])
  expect(told.filter((one) => one === 'redeemed')).toHaveLength(6)
  await engine.settle(Date.now())
  await checkBooks(store, 4_000)
  const budgets = await store.records.budgets()
  const used = (name: (budget: string) => boolean) =>
    budgets.filter(({ budget }) => name(budget)).map(({ reserved, spent }) => reserved + spent)
  expect(Math.max(...used((name) => name.startsWith('plain#day')))).toBeLessThanOrEqual(90_000)
  expect(Math.max(...used((name) => name.startsWith('shop#day')))).toBeLessThanOrEqual(150_000)
  const { pointers } = await documents(store)
  expect(pointers).toHaveLength(PEOPLE / 3)
  await close()
  rmSync(folder, { recursive: true, force: true })
})
