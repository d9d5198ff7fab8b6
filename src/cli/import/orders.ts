// Orders of a file into the shoppers' history. Rows of one order need not stand together: they are put together on
// disk, so that a long file needs no more memory than a short one.
import { ORDER_NAMES } from './order-names.ts'
import { hasLine, orderIdOf, readOrder } from './read-order.ts'
import { openScratch } from './report.ts'
import type { Fields, Row } from './row.ts'
import { inParallel, needColumn, type Run, type Work } from './run.ts'
import { RowFault } from './shop.ts'

const SCHEMA = `
  CREATE TABLE row (line INTEGER, id TEXT, whole INTEGER, fields TEXT) STRICT;
  CREATE TABLE counted (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE broken (id TEXT PRIMARY KEY, line INTEGER, why TEXT) STRICT, WITHOUT ROWID;
`

const PAGE = 500

type Group = { readonly id: string; readonly first: number }

export type OrdersWork = Work & { readonly orders: () => number }

export const ordersWork = (run: Run): OrdersWork => {
  const { report, shop, place, isStopped } = run
  const db = openScratch(SCHEMA)
  const put = db.prepare('INSERT INTO row VALUES (?, ?, ?, ?)')
  const putBroken = db.prepare('INSERT OR IGNORE INTO broken VALUES (?, ?, ?)')
  const brokenOf = db.prepare('SELECT line, why FROM broken WHERE id = ?')
  let orders = 0

  const take = (row: Row): void => {
    const id = idIn(row.fields, run.id)
    try {
      if (row.fault) throw new RowFault(row.fault)
      put.run(
        row.line,
        orderIdOf(row.fields, run.id),
        hasLine(row.fields) ? 0 : 1,
        JSON.stringify(row.fields),
      )
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      // An order without one of its rows would be another order: all of it waits until that one is mended.
      if (id !== '') putBroken.run(id, row.line, error.message)
      report.refuse([row], id, error.message)
    }
  }

  /** All rows of an order; where each is a whole order, the last one. */
  const rowsOf = (id: string): readonly Row[] => {
    const found = db.prepare('SELECT line, whole, fields FROM row WHERE id = ? ORDER BY line').all(id)
    const rows = found.map((row) => ({
      line: Number(row.line),
      fields: JSON.parse(String(row.fields)) as Fields,
    }))
    const last = rows.at(-1)
    if (!last || rows.length === 1 || found.some(({ whole }) => whole === 0)) return rows
    for (const { line } of rows.slice(0, -1))
      report.warn(line, id, `it comes again in line ${last.line}; that one counts`)
    report.count('repeated', rows.length - 1)
    return [last]
  }

  const importOne = async ({ id }: Group): Promise<void> => {
    const rows = rowsOf(id)
    const broken = brokenOf.get(id)
    if (broken) return report.refuse(rows, id, `line ${broken.line} of this order: ${broken.why}`)
    try {
      const read = readOrder(
        rows.map(({ fields }) => fields),
        run.id,
        shop,
      )
      if (read.kind === 'skipped') {
        report.warn(rows[0]!.line, id, read.why)
        return report.count('skipped')
      }
      const outcome = await place.importer.order(read.imported)
      switch (outcome.kind) {
        case 'two_shoppers':
          return report.refuse(rows, id, 'its user id, e-mail and phone are of two shoppers already')
        case 'another_shopper':
          return report.refuse(rows, id, 'an order of this id was counted for another shopper')
        case 'parked':
          return report.refuse(rows, id, `it met a defect of ours: ${outcome.why}`)
        default:
          report.count(outcome.kind)
      }
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      report.refuse(rows, id, error.message)
    }
  }

  const findCounted = async (): Promise<void> => {
    const page = db.prepare(`SELECT DISTINCT id FROM row WHERE id > ? ORDER BY id LIMIT ${PAGE}`)
    const note = db.prepare('INSERT INTO counted VALUES (?)')
    for (let ids = [''], last = ''; ids.length > 0; last = ids.at(-1) ?? last) {
      ids = page.all(last).map(({ id }) => String(id))
      const counted = await place.importer.areCounted(ids)
      for (const id of ids.filter((_, i) => counted[i])) note.run(id)
    }
  }

  const groups = (which: 'IN' | 'NOT IN'): Iterable<Group> =>
    db
      .prepare(
        `SELECT id, min(line) AS first FROM row WHERE id ${which} (SELECT id FROM counted) GROUP BY id ORDER BY first`,
      )
      .iterate() as Iterable<Group>

  return {
    xml: false,
    begin: (reader) => {
      const columns = reader.columns()
      needColumn(columns, "an order's id", ORDER_NAMES.order_id, run.id)
      needColumn(columns, 'the time of an order', ORDER_NAMES.at)
    },
    take,
    ready: async () => {
      db.exec('CREATE INDEX row_id ON row (id, line)')
      orders = Number(db.prepare('SELECT count(DISTINCT id) AS n FROM row').get()?.n)
    },
    size: () => orders,
    // Those that are counted already go first: they say whose the addresses of the others are.
    carryOut: async (onDone) => {
      await findCounted()
      let before = 0
      await inParallel(groups('IN'), isStopped, importOne, (done) => {
        before = done
        onDone(done)
      })
      await inParallel(groups('NOT IN'), isStopped, importOne, (done) => onDone(before + done))
    },
    orders: () => orders,
    close: () => db.close(),
  }
}

/** The order's id where it can be read; a row that can't be taken may still say it. */
const idIn = (fields: Fields, id: string | undefined): string => {
  try {
    return orderIdOf(fields, id)
  } catch {
    return ''
  }
}
