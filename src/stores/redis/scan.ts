// A whole hash, part by part: each field once, though Redis may name it twice while the hash grows.
import type { Redis } from './connect.ts'

const COUNT = 500

export async function* scanHash(redis: Redis, key: string): AsyncGenerator<readonly [string, string]> {
  const seen = new Set<string>()
  let cursor = '0'
  do {
    const [next, flat] = await redis.read<[string, string[]]>(
      key,
      ...['HSCAN', key, cursor, 'COUNT', `${COUNT}`],
    )
    cursor = next
    for (let n = 0; n < flat.length; n += 2) {
      const field = flat[n]!
      if (seen.has(field)) continue
      seen.add(field)
      yield [field, flat[n + 1]!]
    }
  } while (cursor !== '0')
}
