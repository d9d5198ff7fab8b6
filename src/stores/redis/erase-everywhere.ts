// What names a shopper without being its own: claims, notes, refused input, items of others that speak of it. None of it
// has an index by shopper; an erasure looks at all of it, so that everything else need not keep one.
import type { ErasePlan } from '../../ports/erasure.ts'
import { chunksOf } from './chunks.ts'
import type { Redis } from './connect.ts'
import { keyIn, keyOf } from './keys.ts'
import { readNote } from './notes.ts'
import { everyPartition } from './partition.ts'
import { scanHash } from './scan.ts'
import { makeScript } from './scripts.ts'
import { shopKey } from './shop-keys.ts'

const UNREJECT = makeScript('reject-forget')
const ITEMS = makeScript('erase-items', { fragments: ['lanes'] })
const REFERRALS = makeScript('out-referrals', { fragments: ['lanes'], reads: true })
const AT_ONCE = 200

const eraseClaims = async (redis: Redis, { shoppers, alias }: ErasePlan, partition: number) => {
  const key = keyIn(partition, 'claims')
  const gone: string[] = []
  for await (const [claim, owner] of scanHash(redis, key)) {
    if (shoppers.some((one) => owner === one || owner.startsWith(`${one}.`))) gone.push(claim)
    else if (claim.startsWith('order:') && shoppers.some((one) => owner.includes(` ${one}`))) {
      const unnamed = shoppers.reduce((left, one) => left.replaceAll(one, alias), owner)
      await redis.read(key, 'HSET', key, claim, unnamed)
    }
  }
  for (const chunk of chunksOf(gone, AT_ONCE)) await redis.read(key, 'HDEL', key, ...chunk)
}

/** A part of a name between colons; or a ticket or a code of the shopper's in it, or at the beginning of the value. */
const isNamed = (name: string, shoppers: readonly string[], parts: readonly string[], value = ''): boolean =>
  parts.some((part) => `:${name}:`.includes(`:${part}:`)) ||
  shoppers.some((one) => `:${name}`.includes(`:${one}.`) || value.startsWith(`${one}.`))

export const eraseEverywhere = async (redis: Redis, plan: ErasePlan): Promise<void> => {
  const { shoppers, addresses } = plan
  const parts = [...shoppers, ...addresses]
  await everyPartition(async (partition) => {
    await eraseClaims(redis, plan, partition)
    if (
      (await redis.read<number>(keyOf(partition, 'out_marks'), 'HLEN', keyOf(partition, 'out_marks'))) === 0
    )
      return
    const ids = await redis.runIn<string[]>(REFERRALS, partition, 'outbox', shoppers, 'again')
    for (const chunk of chunksOf(ids, AT_ONCE)) await redis.runIn(ITEMS, partition, 'outbox', chunk, 'again')
  })

  const notes = shopKey('notes')
  for await (const [name, text] of scanHash(redis, notes))
    if (isNamed(name, shoppers, parts, readNote(text).value)) await redis.read(notes, 'HDEL', notes, name)

  const refused: string[] = []
  for await (const [id] of scanHash(redis, shopKey('rejected'))) if (isNamed(id, [], parts)) refused.push(id)
  for (const chunk of chunksOf(refused, AT_ONCE))
    await redis.run(UNREJECT, [shopKey('rejected'), shopKey('reasons')], chunk, 'again')
}
