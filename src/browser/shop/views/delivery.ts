// What delivery costs, on a page of its own.
import { el } from '../../dom.ts'
import type { Page, View } from '../page.ts'
import { heading } from '../parts.ts'

/** The sentence that stands beside goods, too. */
export const deliveryTerms = ({ words, money, shop }: Page): string =>
  shop.free_from === null
    ? words.deliveryCosts(money(shop.delivery))
    : words.deliveryFree(money(shop.delivery), money(shop.free_from))

export const deliveryView = (page: Page): View => {
  const { words } = page
  const goods = el('a', { href: '#/', class: 'main' }, words.toGoods)
  const element = el(
    'div',
    { class: 'shelf' },
    heading(words.deliveryCost),
    el('p', {}, deliveryTerms(page)),
    el('p', {}, goods),
  )
  return { title: words.deliveryCost, element }
}
