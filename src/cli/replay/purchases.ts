// What each shopper bought and has not given back, on disk. Answers the latest first.
import type { Tools } from '../../histories/history.ts'
import type { Staging } from './staging.ts'

export const openPurchases = ({ db }: Staging): Pick<Tools, 'bought' | 'giveBack'> => {
  const add = db.prepare('INSERT INTO purchase VALUES (?, ?, ?, ?, ?, ?)')
  const latest = db.prepare(
    'SELECT rowid AS row, * FROM purchase WHERE shopper = ? AND item = ? AND remains > 0 ORDER BY at DESC, row DESC',
  )
  const keep = db.prepare('UPDATE purchase SET remains = ? WHERE rowid = ?')
  return {
    bought: (shopper, item, { order, at, price, quantity }) => {
      add.run(shopper, item, at, order, price, quantity)
    },
    giveBack: (shopper, item, quantity) => {
      let left = quantity
      const taken = []
      for (const row of latest.all(shopper, item)) {
        if (left === 0) break
        const pieces = Math.min(left, Number(row.remains))
        left -= pieces
        keep.run(Number(row.remains) - pieces, Number(row.row))
        taken.push({
          order: String(row.ref),
          at: Number(row.at),
          price: Number(row.price),
          quantity: pieces,
        })
      }
      return taken
    },
  }
}
