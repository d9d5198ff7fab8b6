// What was left in the cart: pictures, names, sums. A picture that is missing or fails is a tile with the first letter.
import { el } from '../../dom.ts'
import type { ChatLine } from '../wire.ts'
import type { Words } from './words.ts'

type Goods = NonNullable<ChatLine['goods']>

/** An address as the shop's page may load or open it; null: it is none. Paths are the shop's own. */
const safe = (address: string | undefined): string | null => {
  if (address === undefined || !URL.canParse(address, location.href)) return null
  const url = new URL(address, location.href)
  return url.protocol === 'https:' || url.origin === location.origin ? url.href : null
}

const picture = (address: string | null, title: string): HTMLElement => {
  const tile = el('span', { class: 'tile', 'aria-hidden': 'true' }, [...title.trim()][0]?.toUpperCase() ?? '')
  if (address === null) return tile
  // The name stands beside it.
  const image = el('img', {
    src: address,
    alt: '',
    width: 46,
    height: 46,
    loading: 'lazy',
    decoding: 'async',
  })
  image.addEventListener('error', () => image.replaceWith(tile))
  return image
}

export const goodsView = ({ lines, more }: Goods, words: Words): HTMLElement => {
  const rows = lines.map(({ title, quantity, sum, picture: address, url }) => {
    const href = safe(url)
    const name =
      href === null ? el('span', { class: 'title' }, title) : el('a', { class: 'title', href }, title)
    const count = quantity > 1 ? el('span', { class: 'pieces' }, `× ${quantity}`) : null
    return el('li', {}, picture(safe(address), title), name, el('span', { class: 'sum' }, count, sum))
  })
  const rest = more > 0 ? el('p', { class: 'rest' }, `${words.more} ${more}`) : null
  return el('div', { class: 'goods', role: 'group', 'aria-label': words.goods }, el('ul', {}, ...rows), rest)
}
