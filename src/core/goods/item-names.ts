// What an item's fields are called in the field: Google Merchant, GA4, Segment, Shopify, WooCommerce, YML, Prom.
// Names are in lower case with underscores. Knows no values.

/** Ours -> the others', the surest first. */
export const ITEM_NAMES = {
  product_id: [
    'product_id',
    'item_id',
    'variant_sku',
    'id',
    'sku',
    'item',
    'handle',
    'код_товара',
    'код_товару',
    'артикул',
  ],
  name: [
    'name',
    'item_name',
    'title',
    'product_name',
    'название',
    'назва',
    'название_позиции',
    'назва_позиції',
  ],
  category: [
    'category',
    'item_category',
    'product_type',
    'product_category',
    'google_product_category',
    'categories',
    'type',
    'категория',
    'категорія',
    'название_группы',
    'назва_групи',
  ],
  price: ['price', 'regular_price', 'variant_price', 'item_price', 'цена', 'ціна'],
  sale_price: ['sale_price', 'discount_price', 'price_promo', 'цена_со_скидкой', 'ціна_зі_знижкою'],
  old_price: [
    'old_price',
    'oldprice',
    'price_old',
    'compare_at_price',
    'variant_compare_at_price',
    'старая_цена',
    'стара_ціна',
  ],
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
    'количество',
    'кількість',
    'остаток',
    'залишок',
  ],
  availability: [
    'availability',
    'available',
    'in_stock?',
    'in_stock',
    'stock_status',
    'is_in_stock',
    'наличие',
    'наявність',
  ],
  image_url: [
    'image_url',
    'image_link',
    'image_src',
    'image',
    'images',
    'variant_image',
    'picture',
    'ссылка_изображения',
    'посилання_зображення',
  ],
  url: ['url', 'link', 'product_url', 'permalink'],
  related: ['related', 'related_ids', 'related_products', 'cross_sell_ids', 'cross_sells'],
  currency: ['currency', 'currency_id', 'currencyid', 'price_currency', 'валюта'],
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
  const word = plainName(availability) === '_' ? '-' : plainName(availability)
  if (['in_stock', 'instock', 'yes', 'true', '1', 'available', 'да', 'так', '+'].includes(word)) return null
  if (['preorder', 'pre_order', 'backorder', 'on_backorder', 'onbackorder', 'limited'].includes(word))
    return null
  if (
    ['out_of_stock', 'outofstock', 'no', 'false', '0', 'unavailable', 'sold_out', 'нет', 'ні', '-'].includes(
      word,
    )
  )
    return 0
  return undefined
}
