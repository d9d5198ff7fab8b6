// Reads the journal: chain after chain, each in order. There is no order between chains but the time that entries say.
import type { JournalEntry } from '../../ports/records.ts'
import { type ChainedEntry, readChained } from './chain.ts'
import type { Redis } from './connect.ts'
import { keyOf } from './keys.ts'
import { PARTITIONS } from './partition.ts'
import { movedChainKey, shopKey } from './shop-keys.ts'

const PAGE = 200

export type Chain = { readonly name: string; readonly key: string }

/** A partition's chain, or the shop's, by its name; null: it is none of this store's own. */
export const ownChain = (name: string): { readonly key: string; readonly meta: string } | null => {
  if (name === 'shop') return { key: shopKey('journal'), meta: shopKey('meta') }
  const partition = /^p(\d+)$/.exec(name)?.[1]
  if (partition === undefined || Number(partition) >= PARTITIONS) return null
  return { key: keyOf(Number(partition), 'journal'), meta: keyOf(Number(partition), 'meta') }
}

export const chainOf = (partition: number): Chain => ({
  name: `p${partition}`,
  key: keyOf(partition, 'journal'),
})

/** Those that came from elsewhere first. */
export const chainsOf = async (redis: Redis): Promise<readonly Chain[]> => {
  const moved = await redis.read<string[]>(shopKey('chains'), 'HKEYS', shopKey('chains'))
  return [
    ...moved.toSorted().map((name) => ({ name, key: movedChainKey(name) })),
    { name: 'shop', key: shopKey('journal') },
    ...Array.from({ length: PARTITIONS }, (_, partition) => chainOf(partition)),
  ]
}

/** Entries behind number `after`. */
export async function* readChain(redis: Redis, { key }: Chain, after: number): AsyncGenerator<ChainedEntry> {
  for (let from = after; ; ) {
    const texts = await redis.read<string[]>(key, 'LRANGE', key, `${from}`, `${from + PAGE - 1}`)
    for (const text of texts) yield readChained(++from, text)
    if (texts.length < PAGE) return
  }
}

/** `after` and `seq` count within each chain: all that stand behind that number in theirs. */
export async function* readJournal(redis: Redis, after: number): AsyncGenerator<JournalEntry> {
  for (const chain of await chainsOf(redis))
    for await (const { hash: _, ...entry } of readChain(redis, chain, after)) yield entry
}
