// Small pieces that several views are made of.
import { el, icon } from '../dom.ts'
import type { Product } from './api.ts'
import type { Page } from './page.ts'
import { productAt } from './route.ts'

export const ICONS = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5',
  heart: 'M12 20.5S3.5 15.6 3.5 9.4A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 8.5 2.4c0 6.2-8.5 11.1-8.5 11.1z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6',
  bag: 'M5 8h14l-1.2 12.500H6.200zM8.5 8a3.5 3.5 0 0 1 7 0',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M14.5 5.500L8 12l6.5 6.5',
  down: 'M6 9.500l6 6 6-6',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  box: 'M4 8l8-4 8 4v8.500l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5',
  bin: 'M5 7h14M10 7V4.500h4V7M7 7l.8 13h8.400L17 7',
} as const

export const hidden = (text: string): HTMLElement => el('span', { class: 'hidden' }, text)

export const picture = (product: Product, size: number): HTMLImageElement =>
  el('img', {
    ...{ src: `/demo/pictures/${encodeURIComponent(product.id)}.svg`, alt: '', width: size, height: size },
    decoding: 'async',
  })

/** The price, and the usual one struck out where it is on sale. */
export const priceOf = (product: Product, { words, money }: Page): HTMLElement =>
  product.was === null
    ? el('span', { class: 'price' }, money(product.price))
    : el(
        'span',
        { class: 'price sale' },
        hidden(`${words.salePrice}: `),
        el('ins', {}, money(product.price)),
        ' ',
        hidden(`${words.usualPrice}: `),
        el('del', {}, money(product.was)),
      )

export const saleOf = (product: Product): string | null =>
  product.was === null ? null : `−${Math.round((1 - product.price / product.was) * 100)} %`

/** The heart: pressed when it is saved. Answers how to look again after a change. */
export const heartOf = (product: Product, page: Page): { element: HTMLButtonElement; update: () => void } => {
  const { words, saved } = page
  const click = (): void =>
    page.tell(`${product.title[page.lang]}: ${saved.toggle(product) ? words.savedNow : words.unsavedNow}`)
  const element = el(
    'button',
    { type: 'button', class: 'heart', id: `save-${product.id}`, click },
    icon(ICONS.heart),
  )
  const update = (): void => {
    element.setAttribute('aria-pressed', String(saved.has(product.id)))
    element.setAttribute('aria-label', `${words.save}: ${product.title[page.lang]}`)
  }
  update()
  return { element, update }
}

/** Puts one piece into the cart, or says that there are no more. */
export const addToCart = (product: Product, page: Page): void => {
  const { cart, words } = page
  const before = cart.quantityOf(product.id)
  cart.add(product)
  if (cart.quantityOf(product.id) === before)
    return page.tell(before === 0 ? words.soldOut : words.noMore(before))
  page.tell(`${product.title[page.lang]}: ${words.added}`, {
    name: words.toCart,
    does: () => page.go('#/cart'),
  })
}

export const stockOf = (product: Product, words: Page['words']): string | null =>
  product.left === 0 ? words.soldOut : product.left <= 3 ? words.fewLeft(product.left) : null

export const linkTo = (product: Product, lang: Page['lang'], more: string | HTMLElement | null = null) =>
  el('a', { href: productAt(product.id) }, product.title[lang], more)

/** Nothing is here yet, and what to do about it. */
export const nothing = (path: string, title: string, about: string, act?: HTMLElement): HTMLElement =>
  el('div', { class: 'nothing' }, icon(path), el('p', { class: 'what' }, title), el('p', {}, about), act)

/** The heading that a screen reader comes to when the view changes. */
export const heading = (text: string): HTMLHeadingElement => el('h1', { tabindex: '-1' }, text)
