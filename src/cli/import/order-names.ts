// What the columns of an order are called: plain files, Shopify's export, WooCommerce's and its export plugins'.
// Names are plain (item-names.ts), the surest first. docs/IMPORT.md lists the same.

export const ORDER_NAMES = {
  order_id: [
    'order_id',
    'order_number',
    'order_#',
    'order',
    'transaction_id',
    'number',
    'invoice',
    'invoiceno',
    'id',
    'name',
  ],
  at: [
    'at',
    'created_at',
    'order_date',
    'date',
    'date_created',
    'ordered_at',
    'paid_at',
    'date_paid',
    'timestamp',
    'invoicedate',
  ],
  total: ['total', 'order_total', 'order_total_amount', 'grand_total', 'amount', 'sum', 'value'],
  subtotal: ['subtotal', 'order_subtotal', 'order_subtotal_amount'],
  discount: ['discount', 'discount_amount', 'discount_total', 'cart_discount_amount', 'cart_discount'],
  shipping: ['shipping', 'shipping_total', 'order_shipping', 'order_shipping_amount', 'delivery'],
  tax: ['tax', 'taxes', 'tax_total', 'order_tax', 'order_total_tax_amount'],
  refunded: ['refunded', 'refunded_amount', 'refunded_total', 'order_refund_amount'],
  currency: ['currency', 'order_currency', 'currency_code'],
  status: ['status', 'financial_status', 'order_status', 'state'],
  cancelled_at: ['cancelled_at', 'canceled_at'],
  lines: ['lines', 'products', 'items', 'line_items'],
  product_id: [
    'product_id',
    'item_id',
    'lineitem_sku',
    'item_product_id',
    'item_sku',
    'sku',
    'stockcode',
    'lineitem_name',
    'item_name',
  ],
  quantity: ['quantity', 'qty', 'lineitem_quantity', 'item_quantity'],
  price: ['price', 'item_price', 'lineitem_price', 'unit_price', 'unitprice', 'item_cost'],
  line_total: ['item_subtotal', 'line_subtotal', 'item_total', 'line_total'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type OrderField = keyof typeof ORDER_NAMES

/** Shopify's rows after the first of an order have its name only. */
export const isShopify = (names: ReadonlySet<string>): boolean => names.has('lineitem_quantity')

type Meaning = 'stands' | 'cancelled' | 'none'

const WORDS: Readonly<Record<Meaning, readonly string[]>> = {
  stands: [
    ...[
      'completed',
      'complete',
      'paid',
      'processing',
      'shipped',
      'delivered',
      'fulfilled',
      'closed',
      'done',
      'success',
    ],
    ...['authorized', 'partially_paid', 'partially_refunded', 'on_hold', 'open', 'confirmed', 'new'],
    ...['виконано', 'доставлено', 'выполнен', 'доставлен', 'завершен', 'завершено'],
  ],
  cancelled: [
    ...['cancelled', 'canceled', 'refunded', 'voided', 'returned'],
    ...['скасовано', 'повернено', 'отменен', 'отменён', 'возвращен', 'возврат'],
  ],
  none: ['pending', 'pending_payment', 'failed', 'draft', 'checkout_draft', 'trash', 'expired', 'abandoned'],
}

const MEANINGS = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) => words.map((word) => [word, meaning as Meaning])),
)

/** What a status says; undefined: it is not known. An unpaid order of Shopify's stands: cash on delivery is one. */
export const statusOf = (word: string, shopify: boolean): Meaning | undefined => {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .replace(/^wc_/, '')
  if (plain === '') return 'stands'
  return shopify && plain === 'pending' ? 'stands' : MEANINGS.get(plain)
}
