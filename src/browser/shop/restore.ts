// A link of a message brought the shopper here: the cart that it is about, and its code where this browser may have it.
import { shopApi } from './api.ts'
import type { Page } from './page.ts'
import { visitor } from './widget.ts'

const NAME = 'restore'

export const restoreCart = async (page: Page): Promise<void> => {
  const token = new URLSearchParams(location.search).get(NAME)
  if (!token) return
  // Out of the address at once: neither a reload nor a copied address does it again.
  history.replaceState(null, '', `${location.pathname}${location.hash}`)
  const found = await shopApi
    .restore(token, await visitor(), page.account.who()?.session ?? null)
    .catch(() => undefined)
  if (found === undefined) return page.tell(page.words.silent)
  if (found === null) return page.tell(page.words.restoreOver)
  page.cart.fill(found.lines)
  page.cart.fit(page.shop.products)
  page.go('#/cart')
  const counts = found.code !== null && (await page.till.apply(found.code))
  page.tell(
    counts ? page.words.restoredWithCode : found.withheld ? page.words.restoredWithout : page.words.restored,
  )
}
