// One shopper given out whole, or erased. Its traces lie in many slots: a plan is written down first, then steps are gone
// that can each be gone again, and whoever comes next goes on with them after a death. Then the files are written anew.
import type { ErasePlan, Erasure, ErasureState } from '../../ports/erasure.ts'
import type { Redis } from './connect.ts'
import type { Writing } from './durability.ts'
import { createSweep, type SweepParts } from './erase-sweep.ts'
import { createHeld } from './held.ts'
import { keyOf } from './keys.ts'
import { ALL_PARTITIONS } from './out-bounds.ts'
import { partitionOf } from './partition.ts'
import { rewriteFiles, usedMemory } from './rewrite-files.ts'
import { shopKey } from './shop-keys.ts'

/** As it is kept. `plan` is there until its steps are gone; then nothing of the shopper is, and the files may be written anew. */
type Kept = {
  readonly key: string | null
  readonly at: number
  readonly done: number | null
  readonly plan?: ErasePlan
}

const [ERASURES, KEYS] = [shopKey('erasures'), shopKey('erasure_keys')]
/** What is written anew within a second or two, bytes; more waits for others to be erased with it. */
const QUICK = 256 * 1024 * 1024

const versionOf = async (redis: Redis, shopper: string): Promise<number> => {
  const key = keyOf(partitionOf(shopper), 'shoppers')
  const record = await redis.read<string | null>(key, 'HGET', key, shopper)
  return record === null ? 0 : Number.parseInt(record, 10)
}

export const createErasure = (parts: SweepParts & { readonly writing: Writing }): Erasure => {
  const { redis, writing } = parts
  /** An erasure takes away in every slot. */
  const everywhere = () => writing(...ALL_PARTITIONS, ERASURES)
  const sweep = createSweep(parts)

  const keep = async (alias: string, kept: Kept): Promise<void> => {
    const written = writing(ERASURES)
    await redis.read(ERASURES, 'HSET', ERASURES, alias, JSON.stringify(kept))
    if (kept.key !== null) await redis.read(KEYS, 'HSET', KEYS, kept.key, alias)
    await written()
  }
  const drop = async (alias: string, key: string | null): Promise<void> => {
    await redis.read(ERASURES, 'HDEL', ERASURES, alias)
    if (key !== null) await redis.read(KEYS, 'HDEL', KEYS, key)
  }
  const open = async (): Promise<(readonly [string, Kept])[]> => {
    const flat = await redis.read<string[]>(ERASURES, 'HGETALL', ERASURES)
    return Array.from(
      { length: flat.length / 2 },
      (_, n) => [flat[2 * n]!, JSON.parse(flat[2 * n + 1]!) as Kept] as const,
    )
      .filter(([, { done }]) => done === null)
      .sort(([, a], [, b]) => a.at - b.at)
  }

  /** The plan is there until nothing of what it took away can come back. */
  const carryOut = async (plan: ErasePlan, gone: () => Promise<void>): Promise<void> => {
    await sweep.rest(plan)
    await gone()
    await keep(plan.alias, { key: plan.key, at: plan.at, done: null })
  }

  const unfinished = async (): Promise<number> => (await open()).length

  const finish = async (now: number, when: 'now' | 'if_quick'): Promise<number> => {
    for (const [, { plan }] of await open()) {
      if (!plan) continue
      const gone = everywhere()
      for (const shopper of plan.shoppers) await sweep.shopper(plan, shopper, null)
      await carryOut(plan, gone)
    }
    const pending = await open()
    if (pending.length === 0) return 0
    if (when === 'if_quick' && (await usedMemory(redis)) > QUICK) return pending.length
    if (!(await rewriteFiles(redis))) return pending.length
    for (const [alias, kept] of pending) {
      await sweep.forgetFlags(alias)
      await keep(alias, { ...kept, done: now })
    }
    return unfinished()
  }

  let finishing: Promise<unknown> = Promise.resolve()

  return {
    held: createHeld(redis),
    begin: async (plan) => {
      const versions = await Promise.all(plan.shoppers.map((id) => versionOf(redis, id)))
      if (versions.some((version, n) => version !== plan.versions[n])) return 'stale'
      await keep(plan.alias, { key: plan.key, at: plan.at, done: null, plan })
      const gone = everywhere()
      for (const [n, shopper] of plan.shoppers.entries()) {
        // From the first one that is gone on there is no way back: what changed in the others meanwhile goes too.
        const expects = n === 0 ? plan.versions[n]! : null
        if ((await sweep.shopper(plan, shopper, expects)) === 'stale') {
          await drop(plan.alias, plan.key)
          return 'stale'
        }
      }
      await carryOut(plan, gone)
      return 'begun'
    },
    /** One after another: what was begun while one runs is done by the next, all of it in one go. */
    finish: (now, when = 'now') => {
      const mine = finishing.then(() => finish(now, when))
      finishing = mine.catch(() => {})
      return mine
    },
    find: async (key) => {
      const alias = await redis.read<string | null>(KEYS, 'HGET', KEYS, key)
      const text = alias && (await redis.read<string | null>(ERASURES, 'HGET', ERASURES, alias))
      if (!text) return null
      const { at, done } = JSON.parse(text) as Kept
      return { alias, at, done } satisfies ErasureState
    },
    unfinished,
  }
}
