// A data file with many shoppers in it, documents of the size that real ones have: a cart, orders, an ended talk. Written
// straight into the tables, since only its size matters here.
import { DatabaseSync } from 'node:sqlite'
import { newShopper } from '../../../src/core/shopper.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'

const NOON = 1_793_534_400_000
const DAY = 86_400_000

const documentOf = (id: string, n: number): string => {
  const lines = Array.from({ length: 1 + (n % 4) }, (_, i) => ({
    ...{ item: `item-${(n * 7 + i) % 5_000}`, title: 'Canvas bag, large', price: 129_000, quantity: 1 },
    category: 'bags',
  }))
  const order = (back: number) => ({ id: `${n}-${back}`, at: NOON - back * DAY, total: 258_000, lines })
  const base = newShopper(id, NOON - 90 * DAY)
  return JSON.stringify({
    ...base,
    addresses: [{ channel: 'web', id: `visitor-${n}` }],
    traits: { ...base.traits, name: `Shopper ${n}`, email: `shopper-${n}@example.com` },
    orders: { ...base.orders, recent: [order(80), order(40), order(10)] },
  })
}

/** Answers how many bytes a document has on average. */
export const fillStore = async (path: string, shoppers: number): Promise<number> => {
  await (await openSqliteStore(path)).close()
  const db = new DatabaseSync(path)
  db.exec('PRAGMA synchronous = OFF; BEGIN')
  const put = db.prepare(
    'INSERT INTO shopper (id, version, line, commit_id, key, document) VALUES (?, 1, 0, ?, ?, ?)',
  )
  const wake = db.prepare('INSERT INTO due VALUES (?, ?, 0, NULL)')
  const claim = db.prepare('INSERT INTO claim VALUES (?, ?)')
  let bytes = 0
  for (let n = 0; n < shoppers; n++) {
    const id = `s_${n.toString(16).padStart(16, '0')}`
    const document = documentOf(id, n)
    bytes += document.length
    put.run(id, `${id}.1`, 'k'.repeat(80), document)
    wake.run(id, Date.now() + 365 * DAY + n)
    claim.run(`address:${n.toString(36).padStart(43, '_')}`, id)
  }
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  return bytes / shoppers
}
