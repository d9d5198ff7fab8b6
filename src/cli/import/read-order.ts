// From the rows of one order to what the summary of orders keeps of it. Pure.
import type { ImportedOrder } from '../../runtime/importer.ts'
import { readWho } from './contacts.ts'
import { isShopify, ORDER_NAMES, type OrderField, statusOf } from './order-names.ts'
import { type Fields, fieldOf, textOf } from './row.ts'
import { idOf, needCurrency, RowFault, type Shop, sumOf } from './shop.ts'
import { readTime } from './times.ts'

export type ReadOrder =
  | { readonly kind: 'order'; readonly imported: ImportedOrder }
  /** Not an order yet, or never one. */
  | { readonly kind: 'skipped'; readonly why: string }

/** A shop's clock may be ahead of ours, ms. */
const CLOCKS_DIFFER = 5 * 60_000

const SHOPIFY_ID = ['name', 'order_id', 'order_number']

/** The id of the order that a row belongs to. `id`: the column that the user names; plain. */
export const orderIdOf = (fields: Fields, id: string | undefined): string => {
  const names = isShopify(new Set(Object.keys(fields))) ? SHOPIFY_ID : ORDER_NAMES.order_id
  return idOf(id ? fields[id] : fieldOf(fields, names), 'the order id', 101).replace(/^#/, '')
}

/** Has it a line of the order in it, so that another row of the same order is another line? */
export const hasLine = (fields: Fields): boolean =>
  textOf(fieldOf(fields, ORDER_NAMES.product_id)) !== '' &&
  textOf(fieldOf(fields, ORDER_NAMES.quantity)) !== ''

type Sums = { readonly total: number; readonly count: number }
type Line = { readonly quantity: number; readonly price: number }

const piecesOf = (value: unknown): number => {
  const text = textOf(value)
  if (text === '') return 1
  if (!/^\d{1,6}([.,]0+)?$/.test(text))
    throw new RowFault(`the quantity "${text.slice(0, 20)}" is no number of pieces`)
  return Number.parseInt(text, 10)
}

/** A line's own sum: its price times its pieces, or its total where there is no price. */
const lineOf = (fields: Fields, shop: Shop): Line | null => {
  const quantity = piecesOf(fieldOf(fields, ORDER_NAMES.quantity))
  const price = sumOf(fieldOf(fields, ORDER_NAMES.price), 'the price', shop)
  if (typeof price === 'number') return { quantity, price: price * quantity }
  const total = sumOf(fieldOf(fields, ORDER_NAMES.line_total), 'the total of a line', shop)
  return typeof total === 'number' ? { quantity, price: total } : null
}

/** WooCommerce's exports: "name:Mug|sku:m-1|quantity:2|total:780.00;name:…". */
const pipedLines = (text: string): Fields[] =>
  text.split(';').flatMap((line) => {
    const parts = line.split('|').map((part) => part.split(':'))
    const fields = Object.fromEntries(
      parts.map(([name = '', ...value]) => [name.trim(), value.join(':').trim()]),
    )
    return fields.quantity === undefined ? [] : [{ ...fields, line_total: fields.subtotal ?? fields.total }]
  })

const listedLines = (value: unknown): readonly Fields[] => {
  if (Array.isArray(value)) return value.filter((line) => typeof line === 'object' && line !== null)
  const text = textOf(value)
  if (text === '') return []
  if (!text.startsWith('[')) return pipedLines(text)
  try {
    return listedLines(JSON.parse(text))
  } catch {
    throw new RowFault('its lines are not valid JSON')
  }
}

const sumUp = (lines: readonly (Line | null)[]): Sums | null => {
  const known = lines.filter((line) => line !== null)
  if (known.length === 0 || known.length < lines.length) return null
  return {
    total: known.reduce((sum, line) => sum + line.price, 0),
    count: known.reduce((sum, line) => sum + line.quantity, 0),
  }
}

/** What the goods cost before any code: the lines added up; else what was paid, without delivery and tax. */
const sumsOf = (rows: readonly Fields[], first: (field: OrderField) => unknown, shop: Shop): Sums => {
  const listed = listedLines(first('lines'))
  const own = rows.filter(hasLine)
  const lines = sumUp((listed.length > 0 ? listed : own).map((line) => lineOf(line, shop)))
  if (lines) return lines
  const count = own.reduce((sum, row) => sum + piecesOf(fieldOf(row, ORDER_NAMES.quantity)), 0)
  const sum = (field: OrderField, what: string) => sumOf(first(field), what, shop) ?? null
  const paid = sum('total', 'the total')
  const subtotal = sum('subtotal', 'the subtotal')
  const discount = sum('discount', 'the discount') ?? 0
  if (paid !== null) {
    const beside = (sum('shipping', 'the delivery') ?? 0) + (sum('tax', 'the tax') ?? 0)
    return { total: Math.max(0, paid - beside + discount), count }
  }
  if (subtotal !== null) return { total: subtotal, count }
  throw new RowFault('there is neither a total nor lines with prices')
}

/** Throws a RowFault where the order can't be taken. `rows`: all of one order, in the file's order. */
export const readOrder = (rows: readonly Fields[], id: string | undefined, shop: Shop): ReadOrder => {
  const first = (field: OrderField): unknown => {
    for (const row of rows) {
      const value = fieldOf(row, ORDER_NAMES[field])
      if (textOf(value) !== '') return value
    }
    return undefined
  }
  const shopify = isShopify(new Set(Object.keys(rows[0] ?? {})))
  const order = orderIdOf(rows[0] ?? {}, id)
  if (order.length > 100) throw new RowFault('the order id is longer than 100 characters')
  const word = textOf(first('status'))
  const status = textOf(first('cancelled_at')) !== '' ? 'cancelled' : statusOf(word, shopify)
  if (!status)
    throw new RowFault(
      `the status "${word.slice(0, 30)}" is not known: completed, cancelled, refunded and the like`,
    )
  if (status === 'none') return { kind: 'skipped', why: `no order yet (${word.slice(0, 30)})` }
  const said = textOf(first('at'))
  if (said === '') throw new RowFault('the time of the order is missing')
  const time = readTime(said, shop.zone, shop.dates)
  if (time.kind === 'wrong') throw new RowFault(time.why)
  if (time.at > shop.now + CLOCKS_DIFFER) throw new RowFault(`${said.slice(0, 30)} lies in the future`)
  needCurrency(textOf(first('currency')), shop)
  const { addresses, email, phone } = readWho(mergeWho(rows), shop)
  const { total, count } = sumsOf(rows, first, shop)
  // A refund of all of it says so by its status.
  const back = status === 'cancelled' ? 0 : (sumOf(first('refunded'), 'the refund', shop) ?? 0)
  const left = Math.max(0, total - back)
  const cancelled = status === 'cancelled' || (back > 0 && left === 0)
  return {
    kind: 'order',
    imported: {
      addresses,
      order: { id: order, at: time.at, total: cancelled ? total : left, count, cancelled },
      ...((email || phone) && { traits: { ...(email && { email }), ...(phone && { phone }) } }),
    },
  }
}

/** What the first row that says a field says, since exports leave it out of the others. */
const mergeWho = (rows: readonly Fields[]): Fields => {
  const said = (row: Fields) => Object.entries(row).filter(([, value]) => textOf(value) !== '')
  return Object.fromEntries(rows.toReversed().flatMap(said))
}
