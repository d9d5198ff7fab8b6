// UCI Online Retail: invoice lines of a UK gift shop. How a line is read; what its lines mean is in invoice.ts.
import { toMinor } from '../core/money.ts'
import { type History, isBelievable, type Layout, type Line, rejected } from './history.ts'
import { invoiceEvents } from './invoice.ts'
import { parseTime } from './parse-time.ts'

const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const
/** Names that later editions of the set use. */
const ALIASES: Readonly<Record<string, string>> = {
  invoice: 'invoiceno',
  price: 'unitprice',
  'customer id': 'customerid',
}
/** Not needed, but part of a line's id where they are there. */
const OPTIONAL = new Set(['Description', 'Country'])

const layout = (first: readonly string[]): Layout => {
  const names = first.map((name) => ALIASES[name.trim().toLowerCase()] ?? name.trim().toLowerCase())
  const missing = COLUMNS.filter((name) => !OPTIONAL.has(name) && !names.includes(name.toLowerCase()))
  if (missing.length > 0)
    return {
      kind: 'wrong',
      why: `the first line names the columns, and ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not among them`,
    }
  return { kind: 'layout', order: COLUMNS.map((name) => names.indexOf(name.toLowerCase())), header: true }
}

/** A price in pence. The set has a few with a third decimal: rounded, and at least a penny. Null: no price. */
const pence = (text: string): number | null => {
  const tenths = toMinor(text, 3)
  return tenths === null || tenths <= 0 ? null : Math.max(1, Math.round(tenths / 10))
}

const read = (fields: readonly string[], now: number): Line => {
  const [invoice, item, , pieces = '', time = '', price = '', customer = ''] = fields.map((field) =>
    field.trim(),
  )
  if (!invoice) return rejected('no_invoice')
  if (!item) return rejected('no_item')
  const at = parseTime(time)
  if (at === null || !isBelievable(at, now)) return rejected('time')
  const shopper = /^(\d{1,12})(?:\.0)?$/.exec(customer)?.[1]
  if (!shopper) return rejected('no_customer')
  const each = pence(price)
  if (each === null) return rejected('price')
  const cancels = /^c/i.test(invoice)
  const quantity = /^-?\d{1,7}$/.test(pieces) ? Number(pieces) : 0
  if (cancels ? quantity >= 0 : quantity <= 0) return rejected('quantity')
  const data = [item, Math.abs(quantity), each]
  return { kind: 'line', at, shopper, rank: cancels ? 1 : 0, group: invoice, data }
}

export const onlineRetail: History = {
  name: 'online-retail',
  currency: 'GBP',
  prefix: 'or',
  twice: 'another',
  assumes: [
    'The lines of an invoice with one time are one cart change; its order follows ten minutes later.',
    "A cancellation line gives back the same shopper's latest purchase of that item, and earlier ones where that is not enough; the price is that of the purchase. One without such a purchase is unmatched.",
    'What is given back before its order was made is given back at the time of that order.',
    'A line is known by its content and by how many equal lines came before it.',
    'A price is rounded to a penny, and is at least one.',
  ],
  layout,
  read,
  events: invoiceEvents,
}
