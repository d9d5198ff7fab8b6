// Items of a feed or a file into the catalogue. An id that comes twice counts as its last row says.
import { changeItem, type ItemChange } from '../../core/goods/item-change.ts'
import { ITEM_NAMES, plainName } from '../../core/goods/item-names.ts'
import { ImportProblem } from './problem.ts'
import { readItem } from './read-item.ts'
import { openScratch } from './report.ts'
import { type Fields, fieldOf, type Row, textOf } from './row.ts'
import { needColumn, type Run, type Work } from './run.ts'
import { RowFault } from './shop.ts'

export type Replace = {
  /** Also where some rows were refused. */
  readonly force: boolean
  /** May so many of so many items be forgotten? */
  readonly confirm: (gone: number, of: number) => Promise<boolean>
}

const SCHEMA = `
  CREATE TABLE item (id TEXT PRIMARY KEY, line INTEGER, change TEXT, fields TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE named (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE gone (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`
const PAGE = 200

type Staged = { readonly id: string; readonly line: number; readonly change: string; readonly fields: string }

export type CatalogueWork = Work & { readonly forgotten: () => number; readonly keptAll: () => boolean }

export const catalogueWork = (run: Run, replace: Replace | null): CatalogueWork => {
  const { report, shop, place, dry } = run
  const { catalogue } = place.store
  const db = openScratch(SCHEMA)
  const find = db.prepare('SELECT line FROM item WHERE id = ?')
  const put = db.prepare('INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?)')
  const name = db.prepare('INSERT OR IGNORE INTO named VALUES (?)')
  const isNamed = db.prepare('SELECT 1 FROM item WHERE id = ?1 UNION ALL SELECT 1 FROM named WHERE id = ?1')
  const putGone = db.prepare('INSERT INTO gone VALUES (?)')
  let isFeed = false
  let forgotten = 0
  let family: { readonly handle: string; readonly fields: Fields } | null = null

  const idIn = (fields: Fields): string =>
    textOf(run.id ? fields[run.id] : fieldOf(fields, ITEM_NAMES.product_id)).slice(0, 200)

  /** In Shopify's export only the first variant of an item has its title and category. */
  const ofFamily = (fields: Fields): Fields => {
    if (!('variant_price' in fields)) return fields
    const handle = textOf(fields.handle)
    if (textOf(fields.title) !== '') {
      family = { handle, fields }
      return fields
    }
    if (!family || family.handle !== handle) return fields
    const { title, product_category, type } = family.fields
    return { ...fields, title, product_category, type }
  }

  const take = (row: Row): void => {
    const id = idIn(row.fields)
    const refuse = (why: string) => {
      report.refuse([row], id, why)
      if (id !== '') name.run(id)
    }
    if (row.fault) return refuse(row.fault)
    try {
      const read = readItem(ofFamily(row.fields), { id: run.id, whole: isFeed }, shop)
      if (read.kind === 'skipped') return report.count('skipped')
      const { item } = read.change
      for (const why of read.warnings) report.warn(row.line, item, why)
      const before = find.get(item)
      if (before) {
        report.count('repeated')
        report.warn(Number(before.line), item, `it comes again in line ${row.line}; that one counts`)
      }
      put.run(item, row.line, JSON.stringify(read.change), JSON.stringify(row.fields))
    } catch (error) {
      if (!(error instanceof RowFault)) throw error
      refuse(error.message)
    }
  }

  const carryOutPage = async (page: readonly Staged[]): Promise<void> => {
    const known = await catalogue.find(page.map(({ id }) => id))
    const changed = []
    for (const { id, line, change, fields } of page) {
      const found = changeItem(known.get(id), JSON.parse(change) as ItemChange)
      if (found.kind === 'no_price') {
        report.refuse([{ line, fields: JSON.parse(fields) as Fields }], id, 'the price is missing')
        continue
      }
      if (found.dear) report.warn(line, id, 'the sale price is above the price and was left out')
      report.count(found.as)
      if (found.as !== 'unchanged') changed.push(found.item)
    }
    if (!dry) await catalogue.put(changed)
  }

  /** Which items are known and not in the file. */
  const findGone = async (): Promise<void> => {
    for await (const { item } of catalogue.all()) if (!isNamed.get(item)) putGone.run(item)
    forgotten = Number(db.prepare('SELECT count(*) AS n FROM gone').get()?.n)
  }

  const forget = async (): Promise<void> => {
    const page = db.prepare(`SELECT id FROM gone WHERE id > ? ORDER BY id LIMIT ${PAGE}`)
    for (let ids = [''], last = ''; ids.length > 0; last = ids.at(-1) ?? last) {
      ids = page.all(last).map(({ id }) => String(id))
      if (!dry) await catalogue.remove(ids)
    }
  }

  const mayForget = (): boolean => replace !== null && (replace.force || report.counts().refused === 0)

  return {
    xml: true,
    begin: (reader) => {
      isFeed = reader.isFeed
      needColumn(reader.columns(), 'the id of an item', ITEM_NAMES.product_id, run.id)
      const columns = new Set(reader.columns()?.map(plainName))
      if (columns.size > 0 && !ITEM_NAMES.price.some((name) => columns.has(name)))
        report.warn(1, '', 'no column is the price (such as price): only items that are known can change')
    },
    take,
    ready: async () => {
      if (!mayForget()) return
      await findGone()
      const all = await catalogue.count()
      if (!dry && forgotten * 2 > all && !(await replace!.confirm(forgotten, all)))
        throw new ImportProblem(
          `${forgotten} of ${all} items are not in the file and would be forgotten: more than half. ` +
            'Nothing was imported. Say --yes if that is meant.',
        )
    },
    size: () => Number(db.prepare('SELECT count(*) AS n FROM item').get()?.n),
    carryOut: async (onDone) => {
      let page: Staged[] = []
      let done = 0
      for (const row of db.prepare('SELECT * FROM item ORDER BY line').iterate()) {
        page.push(row as Staged)
        if (page.length < PAGE) continue
        if (run.isStopped()) return
        await carryOutPage(page)
        done += page.length
        onDone(done)
        page = []
      }
      await carryOutPage(page)
      if (!mayForget()) forgotten = 0
      if (forgotten > 0 && !run.isStopped()) await forget()
    },
    forgotten: () => forgotten,
    keptAll: () => replace !== null && !mayForget(),
    close: () => db.close(),
  }
}
