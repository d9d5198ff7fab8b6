// The shop's goods as JSON, in one slot. Knows no prices.
import type { Item } from '../../core/goods/item.ts'
import type { Catalogue } from '../../ports/catalogue.ts'
import { chunksOf } from './chunks.ts'
import type { Redis } from './connect.ts'
import { makeScript } from './scripts.ts'
import { shopKey } from './shop-keys.ts'

const GOODS = makeScript('goods')
const [ITEMS, NAMES] = [shopKey('goods'), shopKey('goods_names')]
const PAGE = 500

export const createCatalogue = (redis: Redis, writing: () => () => Promise<void>): Catalogue => {
  const change = async (pairs: readonly (readonly [string, string])[]): Promise<number> => {
    const written = writing()
    let changed = 0
    for (const chunk of chunksOf(pairs, PAGE))
      changed += await redis.run<number>(GOODS, [ITEMS, NAMES], chunk.flat(), 'again')
    if (pairs.length > 0) await written()
    return changed
  }
  const find = async (ids: readonly string[]): Promise<Item[]> => {
    const found = await Promise.all(
      chunksOf(ids, PAGE).map((chunk) => redis.read<(string | null)[]>(ITEMS, 'HMGET', ITEMS, ...chunk)),
    )
    return found.flat().flatMap((text) => (text === null ? [] : [JSON.parse(text) as Item]))
  }
  return {
    put: async (items) => void (await change(items.map((item) => [item.item, JSON.stringify(item)]))),
    find: async (ids) => new Map((await find(ids)).map((item) => [item.item, item])),
    remove: (ids) => change(ids.map((id) => [id, ''])),
    count: () => redis.read<number>(ITEMS, 'HLEN', ITEMS),
    all: async function* () {
      let from = '-'
      while (true) {
        const page = ['ZRANGEBYLEX', NAMES, from, '+', 'LIMIT', '0', `${PAGE}`]
        const names = await redis.read<string[]>(NAMES, ...page)
        if (names.length === 0) return
        yield* await find(names)
        from = `(${names.at(-1)}`
      }
    },
  }
}
