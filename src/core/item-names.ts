// What an item's fields are called in the field: Google Merchant, GA4, Segment, Shopify, WooCommerce, YML.
// Names are in lower case with underscores. Knows no values.

/** Ours -> the others', the surest first. */
export const ITEM_NAMES = {
  product_id: ['product_id', 'item_id', 'variant_sku', 'id', 'sku', 'item', 'handle'],
  name: ['name', 'item_name', 'title', 'product_name'],
  category: [
    'category',
    'item_category',
    'product_type',
    'product_category',
    'google_product_category',
    'categories',
    'type',
  ],
  price: ['price', 'regular_price', 'variant_price', 'item_price'],
  sale_price: ['sale_price', 'discount_price', 'price_promo'],
  old_price: ['old_price', 'oldprice', 'price_old', 'compare_at_price', 'variant_compare_at_price'],
  cost: ['cost', 'cost_of_goods_sold', 'cost_per_item', 'cost_price', 'purchase_price'],
  stock: [
    'stock',
    'quantity',
    'quantity_in_stock',
    'stock_quantity',
    'sell_on_google_quantity',
    'inventory',
    'variant_inventory_qty',
    'count',
  ],
  availability: ['availability', 'available', 'in_stock?', 'in_stock', 'stock_status', 'is_in_stock'],
  image_url: ['image_url', 'image_link', 'image_src', 'image', 'images', 'variant_image', 'picture'],
  url: ['url', 'link', 'product_url', 'permalink'],
  currency: ['currency', 'currency_id', 'currencyid', 'price_currency'],
  sale_time: ['sale_price_effective_date'],
  removed: ['removed'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ItemField = keyof typeof ITEM_NAMES

/** "Variant SKU", "g:sale_price", "sale price" -> variant_sku, sale_price. */
export const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^g:/, '')
    .replace(/[\s_-]+/g, '_')

/** What `availability` says of the stock: 0 where it is sold out, null where there is some; undefined: unreadable. */
export const stockOf = (availability: string): 0 | null | undefined => {
  const word = plainName(availability)
  if (['in_stock', 'instock', 'yes', 'true', '1', 'available', '+'].includes(word)) return null
  if (['preorder', 'pre_order', 'backorder', 'on_backorder', 'onbackorder', 'limited'].includes(word))
    return null
  if (['out_of_stock', 'outofstock', 'no', 'false', '0', 'unavailable', 'sold_out', '-'].includes(word))
    return 0
  return undefined
}
