// How full the pools are that this shop's offers draw from, and when that is too little. Changes nothing.
import type { Rulebook } from '../core/rulebook.ts'
import type { PoolState, Pools } from '../ports/pools.ts'
import { LASTS } from './pool-codes.ts'

/** Less than this many, or than this part of all, is nearly empty. */
const FEW = 20
const PART = 0.1

/** Those that are there, and those that offers name and nobody has imported. */
export const poolsOf = async (
  pools: Pick<Pools, 'list'>,
  rulebook: Rulebook,
  now: number,
): Promise<readonly PoolState[]> => {
  const there = await pools.list(now, now + LASTS)
  const named = Object.values(rulebook.offers).flatMap(({ codes }) =>
    codes?.kind === 'pool' ? codes.pool : [],
  )
  const missing = [...new Set(named)].filter((name) => !there.some(({ pool }) => pool === name))
  return [...there, ...missing.map((pool) => ({ pool, left: 0, laid_aside: 0, used: 0, ended: 0 }))]
}

export const isNearlyEmpty = ({ left, used }: PoolState): boolean => left < FEW || left < (left + used) * PART

/** Pools that an offer draws from and that somebody should fill, with the offers. */
export const emptyPools = async (
  pools: Pick<Pools, 'list'>,
  rulebook: Rulebook,
  now: number,
): Promise<
  readonly { readonly pool: string; readonly left: number; readonly offers: readonly string[] }[]
> => {
  const offersOf = (pool: string): readonly string[] =>
    Object.values(rulebook.offers).flatMap(({ name, codes }) =>
      codes?.kind === 'pool' && codes.pool === pool ? name : [],
    )
  return (await poolsOf(pools, rulebook, now))
    .filter(isNearlyEmpty)
    .map(({ pool, left }) => ({ pool, left, offers: offersOf(pool) }))
    .filter(({ offers }) => offers.length > 0)
}
