// What was put aside for later.
import { el } from '../../dom.ts'
import type { Page, View } from '../page.ts'
import { heading, ICONS, nothing } from '../parts.ts'
import { productCard } from './card.ts'

export const savedView = (page: Page): View => {
  const { words, saved } = page
  const goods = saved.ids().flatMap((id) => page.product(id) ?? [])
  const all = el('a', { href: '#/', class: 'main' }, words.toGoods)
  const element = el(
    'div',
    { class: 'shelf' },
    heading(words.saved),
    goods.length === 0
      ? nothing(ICONS.heart, words.savedEmpty, words.savedAdvice, all)
      : el('ul', { class: 'grid' }, ...goods.map((product) => productCard(product, page).element)),
  )
  return { title: words.saved, element }
}
