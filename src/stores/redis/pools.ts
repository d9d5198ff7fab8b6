// Pools of imported codes. A pool lies in one slot, a shopper's commits in another: a code is taken in the pool's slot and
// then laid aside in the shopper's, where its commit uses it up. It goes back only once the shopper's slot has said that
// it was not used, and from then on cannot be; each laying aside has a number, so that one that comes late is seen.
import type { Draw, DrawnCode, PoolCode, Pools } from '../../ports/pools.ts'
import { chunksOf } from './chunks.ts'
import type { Redis } from './connect.ts'
import type { Writing } from './durability.ts'
import { keyOf } from './keys.ts'
import { partitionOf } from './partition.ts'
import { scanHash } from './scan.ts'
import { makeScript } from './scripts.ts'
import { POOL_KEYS } from './shop-keys.ts'

const fragments = ['pool-codes']
const ADD = makeScript('pool-add', { fragments })
const DRAW = makeScript('pool-draw', { fragments })
const SETTLE = makeScript('pool-settle', { fragments })
const FIND = makeScript('pool-find', { fragments, reads: true })
const PAGE = makeScript('pool-page', { fragments, reads: true })
const REKEY = makeScript('pool-rekey', { fragments })
const LIST = makeScript('pool-list', { fragments, reads: true })
const HELD = makeScript('pool-held', { fragments, reads: true })
const LAY = makeScript('pool-lay')
const TAKE_BACK = makeScript('pool-take-back')

/** What has no end is beyond all times. */
const NEVER = Number.MAX_SAFE_INTEGER
const AT_ONCE = 200

const endsOf = (text: string): number | null => (Number(text) === NEVER ? null : Number(text))

export type PoolPage = readonly [
  ...[hmac: string, sealed: string, ends: string, pool: string],
  ...[id: string | null, holder: string | null, until: string, n: number],
]
type Held = { readonly hmac: string; readonly holder: string; readonly turn: string }

const heldOf = (flat: readonly string[]): Held[] =>
  Array.from({ length: flat.length / 3 }, (_, n) => ({
    ...{ hmac: flat[3 * n]!, holder: flat[3 * n + 1]!, turn: flat[3 * n + 2]! },
  }))

export type PoolShelf = Pools & {
  /** After a commit that used these up. What nobody tells is found out when somebody looks. */
  readonly used: (drawn: readonly DrawnCode[]) => Promise<void>
  /** Nothing is laid aside for this shopper any more, and codes that it used up bear another's name. */
  readonly unname: (shopper: string, alias: string) => Promise<void>
  /** As they stand, for a backup. */
  readonly pageWhole: (after: string, most: number) => Promise<readonly PoolPage[]>
}

export const createPools = (redis: Redis, writing: Writing): PoolShelf => {
  const writingPools = () => writing(POOL_KEYS[0]!)
  const run = <T>(script: typeof ADD, args: readonly string[]): Promise<T> =>
    redis.run<T>(script, POOL_KEYS, args, 'again')

  /** Asks the holders' slots; answers what is settled now. `take`: what was not used is free again. */
  const settle = async (held: readonly Held[], how: 'take' | 'look'): Promise<void> => {
    const answers = await Promise.all(
      [...Map.groupBy(held, ({ holder }) => partitionOf(holder))].flatMap(([partition, share]) =>
        chunksOf(share, AT_ONCE).map(async (chunk) => {
          const args = [how, ...chunk.flatMap(({ hmac, turn }) => [hmac, turn])]
          const key = keyOf(partition, 'pool_codes')
          const written = writing(key)
          const said = await redis.run<string[]>(TAKE_BACK, [key], args, 'again')
          // Else a failure there would let its holder use it after all.
          if (said.includes('')) await written()
          return chunk.flatMap(({ hmac, turn }, n) => (said[n] === '-' ? [] : [[hmac, turn, said[n]!]]))
        }),
      ),
    )
    for (const chunk of chunksOf(answers.flat(), AT_ONCE)) await run(SETTLE, chunk.flat())
  }

  const heldBy = async (shopper: string): Promise<Held[]> => heldOf(await run<string[]>(HELD, [shopper]))

  const draw = async ({ pool, shopper, except, now, until, lasts }: Draw): Promise<PoolCode | null> => {
    const args = [pool, shopper, `${now}`, `${until}`, `${lasts}`, ...except]
    while (true) {
      const written = writingPools()
      const [kind, ...rest] = await run<string[]>(DRAW, args)
      if (kind === 'none') return null
      if (kind === 'ask') {
        await settle(heldOf(rest), 'take')
        continue
      }
      const [hmac, sealed, ends, turn] = rest as [string, string, string, string | number]
      const key = keyOf(partitionOf(shopper), 'pool_codes')
      await written()
      const laid = await redis.run<number>(LAY, [key], [hmac, `${turn}`, shopper], 'again')
      if (laid === 1) return { hmac, sealed, ends: endsOf(ends) }
      // Used up by this shopper, or taken back before it was laid aside.
      await settle([{ hmac, holder: shopper, turn: `${turn}` }], 'look')
    }
  }

  const find: Pools['find'] = async (hmacs) => {
    if (hmacs.length === 0) return []
    type Found = [pool: string, id: string | null, holder: string | null, turn: string] | null
    let found = await run<Found[]>(FIND, hmacs)
    const held = found.flatMap((one, n) =>
      one && one[1] === null && one[2] !== null ? [{ hmac: hmacs[n]!, holder: one[2], turn: one[3] }] : [],
    )
    if (held.length > 0) {
      await settle(held, 'look')
      found = await run<Found[]>(FIND, hmacs)
    }
    return found.map((one) => one && { pool: one[0], id: one[1] })
  }

  const pageWhole = (after: string, most: number): Promise<readonly PoolPage[]> =>
    run<PoolPage[]>(PAGE, [after, `${most}`])

  return {
    add: async (pool, codes) => {
      const written = writingPools()
      const found: (string | null)[] = []
      for (const chunk of chunksOf(codes, AT_ONCE)) {
        const args = chunk.flatMap(({ hmac, sealed, ends }) => [hmac, sealed, `${ends ?? NEVER}`])
        // Not sent again where its answer is lost: all of them would seem to have been there.
        const had = await redis.run<string[]>(ADD, POOL_KEYS, [pool, ...args])
        found.push(...had.map((one) => (one === '' ? null : one)))
      }
      await written()
      return found
    },
    draw,
    find,
    page: async (after, most) =>
      (await pageWhole(after, most)).map(([hmac, sealed, ends]) => ({ hmac, sealed, ends: endsOf(ends) })),
    pageWhole,
    rekey: async (codes) => {
      const written = writingPools()
      for (const chunk of chunksOf(codes, AT_ONCE)) {
        const was = chunk.map((code) => code.was)
        const found = await run<([string, string | null, string | null, string] | null)[]>(FIND, was)
        const held = found.flatMap((one, n) =>
          one && one[1] === null && one[2] !== null ? [{ hmac: was[n]!, holder: one[2], turn: one[3] }] : [],
        )
        // A turn that has one of them by its old name is decided again.
        await settle(held, 'take')
        await run(
          REKEY,
          chunk.flatMap((code) => [code.was, code.hmac, code.sealed]),
        )
      }
      await written()
    },
    list: async (now, lasts) => {
      await settle(await heldBy(''), 'look')
      type Counts = [pool: string, left: number, laid: number, used: number, ended: number]
      const pools = await run<Counts[]>(LIST, [`${now}`, `${lasts}`])
      return pools
        .map(([pool, left, laid_aside, used, ended]) => ({ pool, left, laid_aside, used, ended }))
        .sort((a, b) => (a.pool < b.pool ? -1 : 1))
    },
    used: async (drawn) => {
      await run(
        SETTLE,
        drawn.flatMap(({ hmac, id }) => [hmac, '', id]),
      )
    },
    unname: async (shopper, alias) => {
      await settle(await heldBy(shopper), 'take')
      const key = keyOf(partitionOf(shopper), 'pool_codes')
      for await (const [hmac, how] of scanHash(redis, key)) {
        if (!how.startsWith(`u ${shopper}.`)) continue
        // First where it is looked up, then the name: a repeat finds it until it is done.
        await run(SETTLE, [hmac, '', `${alias}${how.slice(2 + shopper.length)}`])
        await redis.read(key, 'HDEL', key, hmac)
      }
    },
  }
}
