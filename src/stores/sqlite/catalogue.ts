// The shop's goods: one row each, as JSON. Knows no prices.
import type { DatabaseSync } from 'node:sqlite'
import type { Item } from '../../core/goods/item.ts'
import type { Catalogue } from '../../ports/catalogue.ts'
import type { Gather } from './gather.ts'
import { pages } from './pages.ts'

const PAGE = 500

export const createCatalogue = (db: DatabaseSync, gather: Gather): Catalogue => {
  const upsert = db.prepare(
    'INSERT INTO item VALUES (?, ?) ON CONFLICT DO UPDATE SET item = excluded.item WHERE item <> excluded.item',
  )
  const select = db.prepare('SELECT item FROM item WHERE id = ?')
  const drop = db.prepare('DELETE FROM item WHERE id = ?')
  const count = db.prepare('SELECT count(*) AS n FROM item')
  const page = db.prepare(`SELECT item FROM item WHERE id > ? ORDER BY id LIMIT ${PAGE}`)
  const read = (row: Record<string, unknown>): Item => JSON.parse(row.item as string) as Item

  return {
    put: async (items) => {
      if (items.length === 0) return
      await gather.write(() => {
        for (const item of items) upsert.run(item.item, JSON.stringify(item))
      })
    },
    find: async (ids) => {
      const rows = ids.map((id) => select.get(id)).filter((row) => row !== undefined)
      return new Map(rows.map(read).map((item) => [item.item, item]))
    },
    remove: async (ids) => {
      if (ids.length === 0) return 0
      return gather.write(() => ids.reduce((gone, id) => gone + Number(drop.run(id).changes), 0))
    },
    count: async () => count.get()!.n as number,
    all: () =>
      pages(
        '',
        (after) => page.all(after).map(read),
        (item) => item.item,
      ),
  }
}
