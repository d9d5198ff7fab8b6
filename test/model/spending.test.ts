// The day's cap: what it counts, that it stops, that it outlives a restart and holds over processes.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSpending, type Spending } from '../../src/model/spending.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { shippedRulebook } from '../core/world.ts'
import { completion, json, reads, startFake } from './fake-server.ts'
import { openModelWorld } from './world.ts'

const rulebook = shippedRulebook()
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-cap-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HOW = 'How much does delivery cost?'

describe('what a day may cost', () => {
  const DAY = Date.UTC(2026, 10, 23, 23, 59)
  let now = DAY
  const withStore = async (
    limits: Parameters<typeof createSpending>[1],
    story: (spending: Spending) => Promise<void>,
  ) => {
    now = DAY
    const store = await openSqliteStore(join(folder, 'a.db'), { sync: 'normal' })
    await story(createSpending(store.notes, limits, () => now))
    await store.close()
  }

  it('is counted in billionths, exactly: 1000 in and 10 out at 0.15/0.60 a million are 156 millionths', () =>
    withStore({ price: { input: 150, output: 600 }, daily: null }, async (spending) => {
      const taken = await spending.take({ input: 9_000, output: 100 })
      await spending.settle(taken!, { input: 1_000, output: 10 })
      expect(await spending.today()).toEqual({ day: '2026-11-23', tokens: 1_010, money: 156_000 })
    }))

  it('has room for the worst case or none, and what was not used is given back', () =>
    withStore({ price: null, daily: { kind: 'tokens', most: 10_000 } }, async (spending) => {
      const first = await spending.take({ input: 5_900, output: 100 })
      expect(await spending.take({ input: 5_900, output: 100 })).toBeNull()
      await spending.settle(first!, { input: 900, output: 20 })
      expect(await spending.take({ input: 5_900, output: 100 })).not.toBeNull()
    }))

  it('is free again where the server was never reached', () =>
    withStore({ price: null, daily: null }, async (spending) => {
      await spending.settle((await spending.take({ input: 500, output: 100 }))!, null)
      expect((await spending.today()).tokens).toBe(0)
    }))

  it('begins anew with the day, and a call over midnight takes nothing from the new one', () =>
    withStore({ price: null, daily: { kind: 'tokens', most: 600 } }, async (spending) => {
      const late = await spending.take({ input: 500, output: 100 })
      now += 2 * 60_000
      expect(await spending.take({ input: 500, output: 100 })).not.toBeNull()
      await spending.settle(late!, null)
      expect(await spending.today()).toEqual({ day: '2026-11-24', tokens: 600, money: 0 })
    }))
})

describe('a talk at the cap', () => {
  it('goes on offline, also after a restart, and the log says so once', async () => {
    const server = await startFake(reads('returns'))
    // Room for the worst case of one, after two have cost 920 each.
    const settings = { url: server.url, daily: { kind: 'tokens', most: 10_000 } } as const
    const first = await openModelWorld({ settings, rulebook, folder })
    let asked = 0
    for (; asked < 20 && first.told.at(-1)?.outcome !== 'capped'; asked++) {
      await first.say(`${HOW} ${asked}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(server.requests.length).toBeGreaterThan(0)
    expect(server.requests.length).toBe(asked - 1)
    const { sent } = await first.say(`${HOW} again`)
    expect(sent[0]?.text).toMatch(/Delivery costs/)
    expect(first.logged.filter((line) => line.includes('cap of this day'))).toHaveLength(1)
    expect((await first.model.figures()).breaker).toBe('closed')
    await first.close(true)

    const second = await openModelWorld({ settings, rulebook, folder })
    await second.say(`${HOW} after a restart`)
    expect(second.told.map(({ outcome }) => outcome)).toEqual(['capped'])
    expect(server.requests.length).toBe(asked - 1)
    await second.close(true)
    await server.close()
  })

  it('is as far as two processes get together', async () => {
    const used = { prompt_tokens: 300, completion_tokens: 100, total_tokens: 400 }
    const server = await startFake((_, response) =>
      json(response, 200, completion('{"label":"x"}', { usage: used })),
    )
    const path = join(folder, 'shared.db')
    await (await openSqliteStore(path, { sync: 'normal' })).close()
    const cap = 20_000
    const run = () =>
      promisify(execFile)(resolve('node_modules/.bin/node'), [
        ...[resolve('test/model/spending-process.ts'), path, server.url, '80', String(cap)],
      ])
    const both = await Promise.all([run(), run()])
    const answered = both.map(({ stdout }) => Number(stdout.trim()))
    const total = answered.reduce((sum, one) => sum + one, 0)
    expect(total * 400).toBeLessThanOrEqual(cap)
    // And the cap is used up but for what the last one would have needed at worst.
    expect(total * 400).toBeGreaterThan(cap - 8_000)
    expect(server.requests).toHaveLength(total)
    const store = await openSqliteStore(path, { sync: 'normal' })
    const { tokens } = await createSpending(store.notes, { price: null, daily: null }, Date.now).today()
    expect(tokens).toBe(total * 400)
    await store.close()
    await server.close()
  })
})
