// Entries of the journal that were emptied because their shopper was erased. A chain stays whole: an emptied entry keeps its
// number and its link, and a later entry says, within the chain, how many were emptied and with which links.
import { createHash, hash } from 'node:crypto'
import type { ErasePlan } from '../../ports/erasure.ts'
import { type ChainedEntry, chainText } from './chain.ts'
import type { Redis } from './connect.ts'
import { readChain } from './journal.ts'
import { makeScript } from './scripts.ts'
import { movedChainKey, shopKey } from './shop-keys.ts'

const ENTRIES = makeScript('erase-entries')
const APPEND = makeScript('chain-append')

export const EMPTY = '{"erased":1}'

type Known = Pick<ChainedEntry, 'seq' | 'hash'>

/** The entry that says so. */
export const sayEmptied = (of: string, entries: readonly Known[]): string => {
  const digest = createHash('sha256')
  for (const { seq, hash: link } of entries) digest.update(`${seq}:${link}\n`)
  return JSON.stringify({ erasure: { of, count: entries.length, digest: digest.digest('hex') } })
}

/** SQLite's chain, that was moved here, goes on by its own rule; it has no flag, but says of whom it speaks. */
const sayInMoved = async (redis: Redis, chain: string, said: string, at: number): Promise<void> => {
  const key = movedChainKey(chain)
  for (let added = 0; added === 0; ) {
    const seq = (await redis.read<number>(key, 'LLEN', key)) + 1
    const [last] = await redis.read<string[]>(key, 'LRANGE', key, '-1', '-1')
    const before = last === undefined ? '' : last.slice(0, last.indexOf(' '))
    const link = hash('sha256', `${before}\n${JSON.stringify([seq, '', 0, at, said])}`, 'hex')
    const text = chainText({ seq, shopper: '', version: 0, at, entry: said, hash: link })
    added = await redis.run<number>(APPEND, [key], [`+${seq}`, text])
  }
}

/** The same in chains that were moved here from another store. */
export const emptyMoved = async (redis: Redis, { shoppers, alias, at }: ErasePlan): Promise<void> => {
  for (const chain of await redis.read<string[]>(shopKey('chains'), 'HKEYS', shopKey('chains'))) {
    const key = movedChainKey(chain)
    const mine: (readonly [string, number])[] = []
    const emptied: Known[] = []
    let isSaid = false
    for await (const { shopper, seq, hash: link, entry } of readChain(redis, { name: chain, key }, 0)) {
      if (shoppers.includes(shopper)) mine.push([shopper, seq])
      if (shoppers.includes(shopper) || (shopper === alias && entry === EMPTY))
        emptied.push({ seq, hash: link })
      if (shopper === '' && entry.startsWith(`{"erasure":{"of":${JSON.stringify(alias)},`)) isSaid = true
    }
    for (const [shopper, seq] of mine)
      await redis.run(ENTRIES, [key], [shopper, alias, EMPTY, `${seq}`], 'again')
    if (emptied.length > 0 && !isSaid) await sayInMoved(redis, chain, sayEmptied(alias, emptied), at)
  }
}
