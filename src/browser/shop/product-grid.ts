// The shelves: every product as a card.
import { el } from '../dom.ts'
import { hint, type Product } from './api.ts'
import type { Lang, Words } from './words.ts'

export const productGrid = (
  products: readonly Product[],
  lang: Lang,
  words: Words,
  money: (minor: number) => string,
  add: (product: Product) => void,
): HTMLElement => {
  const card = (product: Product): HTMLElement => {
    const look = () => void hint('Product Viewed', { product_id: product.id, category: product.category })
    return el(
      'article',
      { class: 'card', 'data-product': product.id },
      el('img', { src: `/demo/pictures/${product.id}.svg`, alt: '', width: 200, height: 200, click: look }),
      el(
        'div',
        {},
        el('h3', {}, product.title[lang]),
        el('p', {}, product.about[lang]),
        el(
          'footer',
          {},
          el('strong', {}, money(product.price)),
          el(
            'button',
            {
              type: 'button',
              'aria-label': `${words.add}: ${product.title[lang]}`,
              click: () => add(product),
            },
            words.add,
          ),
        ),
      ),
    )
  }
  return el('main', { class: 'grid' }, ...products.map(card))
}
