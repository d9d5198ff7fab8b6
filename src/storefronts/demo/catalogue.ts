// Tells Winback at the start what the demo shop sells, as a shop with a product feed would.
import type { Prices } from './prices.ts'
import { PRODUCTS } from './products.ts'
import type { Stock } from './stock.ts'
import type { CatalogueRow, Winback } from './winback.ts'

export const catalogueOf = (prices: Prices, stock: Stock): readonly CatalogueRow[] =>
  PRODUCTS.map((product) => {
    const now = prices.sum(prices.minorOf(product.price))
    return {
      product_id: product.id,
      name: prices.nameOf(product),
      category: product.category,
      price: product.was === undefined ? now : prices.sum(prices.minorOf(product.was)),
      ...(product.was === undefined ? {} : { sale_price: now }),
      cost: prices.sum(prices.minorOf(product.cost)),
      stock: stock.left(product.id),
      image_url: `/demo/pictures/${product.id}.svg`,
      url: `/#/p/${product.id}`,
    }
  })

type Log = { readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void }

const TRIES = 5
const FIRST_PAUSE = 1000

/** Tries a few times, with growing pauses; a Winback that takes no catalogue is left in peace. Never throws. */
export const announce = async (
  winback: Pick<Winback, 'catalogue'>,
  rows: () => readonly CatalogueRow[],
  pause: (ms: number) => Promise<unknown>,
  isOver: () => boolean,
  log: Log,
): Promise<void> => {
  for (let tries = 0; tries < TRIES && !isOver(); tries++) {
    try {
      const refused = await winback.catalogue(rows())
      if (refused) log.warn({ refused }, 'the demo shop: some of the catalogue was refused')
      return
    } catch (error) {
      if (isOver()) return
      if (tries === TRIES - 1) log.warn({ err: error }, 'the demo shop: the catalogue could not be sent')
      else await pause(FIRST_PAUSE * 2 ** tries)
    }
  }
}
