// A fold that is interrupted between any two of its commits, and folds that cross: both end in the one state.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import { StoreError } from '../../src/ports/store-error.ts'
import {
  expectKnown,
  expectOne,
  expectSettled,
  LATER,
  populate,
  rulebook,
  saysOne,
  user,
} from './fold-world.ts'
import { openEngine, visitor } from './open-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-fold-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newPath = () => join(folder, `${++files}.db`)
const clock = () => LATER
const open = (path: string, between?: (store: Store) => Store) =>
  openEngine({ path, rulebook, clock, lease: 0, ...(between && { between }) })

/** Dies after so many commits and claims: the last one was made, and nobody hears of it. */
const dyingAfter = (writes: number) => {
  const state = { left: writes, writes: 0, dead: false }
  const alive = () => {
    if (state.dead) throw new StoreError('closed', 'killed')
  }
  const between = (store: Store): Store => {
    const written = async <T>(result: Promise<T>): Promise<T> => {
      const made = await result
      state.writes += 1
      if (--state.left === 0) state.dead = true
      alive()
      return made
    }
    return {
      ...store,
      load: async (id) => {
        alive()
        return store.load(id)
      },
      owners: async (keys) => {
        alive()
        return store.owners(keys)
      },
      claim: async (claims) => {
        alive()
        return written(store.claim(claims))
      },
      commit: async (commit) => {
        alive()
        return written(store.commit(commit))
      },
      records: {
        ...store.records,
        park: async () => {
          throw new StoreError('closed', 'killed')
        },
      },
    }
  }
  return { between, state }
}

const three = saysOne('one', '42', [2, 0, 1])

describe('a fold that is interrupted', () => {
  it('after any of its writes is finished by time alone, and by whoever comes next', {
    timeout: 120_000,
  }, async () => {
    const whole = dyingAfter(1_000)
    const path = newPath()
    await populate(path, 3)
    const shop = await open(path, whole.between)
    await shop.engine.accept(three)
    await shop.close()
    const writes = whole.state.writes
    // Three are one by two folds of three commits, claims and the event itself.
    expect(writes).toBeGreaterThanOrEqual(8)
    for (let n = 1; n <= writes; n++)
      for (const next of ['time', 'the same event', 'another event', 'an agent'] as const) {
        const file = newPath()
        await populate(file, 3)
        const dying = await open(file, dyingAfter(n).between)
        await dying.engine.accept(three).catch(() => {})
        await dying.close()
        const after = await open(file)
        if (next === 'another event')
          await after.engine.accept({
            ...{ id: 'look', at: LATER, trust: 'fact', from: visitor(2) },
            what: { kind: 'hesitated', sign: 'exit_intent' },
          })
        if (next === 'an agent')
          for (const person of [0, 1, 2]) await after.engine.shopper(after.engine.idFor(visitor(person)))
        await after.engine.settle(LATER + 60_000)
        await expectSettled(after.store)
        // The shop's server had no answer, and tells it again.
        if (next !== 'time') expect(await after.engine.accept(three)).toMatchObject({ kind: 'done' })
        if (next !== 'time') {
          await expectOne(after.engine, after.store, [0, 1, 2])
          await expectSettled(after.store)
          await expectKnown(after.engine, [0, 1, 2])
        }
        await after.close()
      }
  })
})

/** Pairs and threes that the shop names, told at once; all of one customer. */
const crossing = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 3 }), {
  minLength: 2,
  maxLength: 5,
})

describe('folds that cross', () => {
  it('end in one and the same shopper, in two engines on one file, however their reads and writes fall', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), crossing, async (s, groups) => {
        const path = newPath()
        await populate(path, 4)
        const slow = (store: Store): Store => ({
          ...store,
          load: s.scheduleFunction(store.load),
          claim: s.scheduleFunction(store.claim),
          commit: s.scheduleFunction(store.commit),
        })
        const shops = [await open(path, slow), await open(path, slow)]
        const told = groups.map((people, i) => shops[i % 2]!.engine.accept(saysOne(`says-${i}`, '7', people)))
        const done = await s.waitFor(Promise.all(told))
        for (const one of done) expect(one.kind).toBe('done')
        for (const shop of shops) await shop.close()
        const after = await open(path)
        await after.engine.settle(LATER + 60_000)
        const named = [...new Set(groups.flat())]
        const root = (await expectOne(after.engine, after.store, named)).id
        expect(await after.engine.find(user('7'))).toBe(root)
        await expectSettled(after.store)
        await expectKnown(after.engine, named)
        await after.close()
      }),
      { numRuns: Number(process.env.WINBACK_FOLD_RUNS ?? 40) },
    )
  })
})
