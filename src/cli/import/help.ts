// What `winback import ... --help` says of columns, enough by itself. docs/IMPORT.md says more, with examples.
import type { Summary } from './summary.ts'

const COMMON = `
Columns may stand in any order and any case; spaces, "-" and "_" are one. CSV may have commas, semicolons, tabs or
bars; JSON is one object a line, or an array. The format and the encoding are found from the content.

Exit code: 0 all was taken, 2 some rows were refused, 1 it could not run, 130 stopped by hand.
A second run of the same file adds nothing. It may run beside a server.`

export const HELP: Readonly<Record<Summary['what'], string>> = {
  orders: `
Columns of orders (the first that is there counts):
  order_id                 order_number, order, number, id; Shopify: Name
  created_at               at, order_date, date, paid_at
  user_id, email, phone    customer_id, billing_email, billing_phone: at least one of the three
  status                   completed, paid, processing, ...; cancelled, refunded, voided; pending and failed are left out
  total                    what was paid: delivery (shipping) and tax are taken off, the discount is added
  currency                 the shop's, or the order is refused
  product_id, quantity, price   one line of the order; rows with the same order_id are one order, wherever they stand
  lines                    the same as JSON: [{"product_id":"mug","quantity":2,"price":"390.00"}]
With lines, the order's total is what they add up to.
Times without a zone are the shop's. 2026-05-01 12:00, 01.05.2026 12:00, 2026-05-01T12:00:00+03:00 and seconds since
1970 are read; 05/06/2026 needs --date-format.
Imported orders are history: they count in the summary of orders, nothing is sent and no flow starts.
${COMMON}

  winback import orders orders.csv --dry-run
  zcat orders.jsonl.gz | winback import orders - --refused refused.csv`,
  shoppers: `
Columns of shoppers:
  user_id, email, phone    at least one; together they make one shopper
  name                     or first_name and last_name
  language                 uk, ru, en
  birthday                 YYYY-MM-DD, MM-DD or DD.MM.YYYY
  region, points
  consent                  subscribed, accepts_marketing: yes or no. no: nothing is sent any more
  consent_at               since when; it takes back a stop that the shopper asked for, if it is later than that
  created_at               since when the shop knows them
An empty cell leaves what was known.
${COMMON}

  winback import shoppers customers.csv --refused refused.csv`,
  catalogue: `
Columns of items:
  product_id               id, item_id, sku; Shopify: Variant SKU; --id COLUMN names another
  name                     title
  price                    the usual price; with compare_at_price (old_price) above it, that one is the usual price
  sale_price               what it costs now; sale_price_effective_date is minded
  stock                    quantity, inventory; availability: in stock, out of stock
  category                 product_type, categories
  cost                     cost_of_goods_sold, cost_per_item, purchase_price
  image_url, url           image_link, link
  related                  related_products, cross_sell_ids: ids of goods that go with it, by commas
  currency                 the shop's, or the item is refused; "1490.00 UAH" says it as well
Also Google Merchant XML (RSS, Atom) and YML (Yandex Market, Rozetka, Prom), windows-1251 and gzip as well.
A column that a file does not have leaves what was known; an empty cell forgets it. Of an id that comes twice the
last row counts.
${COMMON}

  winback import catalogue feed.xml.gz --replace
  curl -s https://shop.example/feed.yml | winback import catalogue - --dry-run`,
}
