// Shoppers of a file: who they are, what the shop knows of them, whether we may write.
import { plainName } from '../../core/goods/item-names.ts'
import type { ImportedShopper } from '../../runtime/importer.ts'
import { WHO } from './contacts.ts'
import { readShopperRow, SHOPPER_COLUMNS } from './read-shopper.ts'
import { OURS } from './refused-file.ts'
import { openScratch } from './report.ts'
import { type Fields, fieldOf, type Row, textOf } from './row.ts'
import { inParallel, needColumn, type Run, type Work } from './run.ts'
import { RowFault } from './shop.ts'

const SCHEMA = 'CREATE TABLE row (line INTEGER, id TEXT, imported TEXT, fields TEXT) STRICT;'

type Staged = {
  readonly line: number
  readonly id: string
  readonly imported: string
  readonly fields: string
}

/** What a terminal may show of a person: the shop's own id, else as much as tells two rows apart. */
const shownOf = (fields: Fields): string => {
  const user = textOf(fieldOf(fields, WHO.user_id))
  const [name = '', host] = textOf(fieldOf(fields, WHO.email)).split('@')
  return user || (host ? `${name.slice(0, 1)}…@${host}` : '')
}

export const shoppersWork = (run: Run): Work => {
  const { report, shop, place, isStopped } = run
  const db = openScratch(SCHEMA)
  const put = db.prepare('INSERT INTO row VALUES (?, ?, ?, ?)')

  const take = (row: Row): void => {
    const id = shownOf(row.fields)
    try {
      if (row.fault) throw new RowFault(row.fault)
      const { imported, warnings } = readShopperRow(row.fields, shop)
      for (const why of warnings) report.warn(row.line, id, why)
      put.run(row.line, id, JSON.stringify(imported), JSON.stringify(row.fields))
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      report.refuse([row], id, error.message)
    }
  }

  const importOne = async ({ line, id, imported, fields }: Staged): Promise<void> => {
    const row = { line, fields: JSON.parse(fields) as Fields }
    const outcome = await place.importer.shopper(JSON.parse(imported) as ImportedShopper)
    switch (outcome.kind) {
      case 'two_shoppers':
        return report.refuse(
          [row],
          id,
          'it is two shoppers already: its user id, e-mail and phone are not of one',
        )
      case 'another_shopper':
      case 'parked':
        return report.refuse(
          [row],
          id,
          `it met a defect of ours${'why' in outcome ? `: ${outcome.why}` : ''}`,
        )
      default:
        report.count(outcome.kind)
        if (outcome.keptStop)
          report.warn(line, id, 'they asked us to write no more: only a later consent_at takes that back')
    }
  }

  return {
    xml: false,
    begin: (reader) => {
      const columns = reader.columns()
      if (!columns) return
      needColumn(columns, 'who it is', [
        ...WHO.user_id.slice(0, 1),
        ...WHO.email,
        ...WHO.phone,
        ...WHO.user_id,
      ])
      const unknown = columns.filter((name) => {
        const plain = plainName(name)
        return plain !== '' && !SHOPPER_COLUMNS.has(plain) && !(OURS as readonly string[]).includes(plain)
      })
      if (unknown.length > 0)
        report.warn(1, '', `these columns say nothing to us: ${unknown.join(', ').slice(0, 400)}`)
    },
    take,
    size: () => Number(db.prepare('SELECT count(*) AS n FROM row').get()?.n),
    carryOut: async (onDone) => {
      const rows = db.prepare('SELECT * FROM row ORDER BY line').iterate()
      await inParallel(rows as Iterable<Staged>, isStopped, importOne, onDone)
    },
    close: () => db.close(),
  }
}
