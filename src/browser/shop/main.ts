// The demo shop's page: put together from its parts.
import { el, put } from '../dom.ts'
import { moneyIn } from '../money.ts'
import { type Shop, shopApi } from './api.ts'
import { openCart } from './cart.ts'
import { createCheckout } from './checkout.ts'
import { demoBar } from './demo-bar.ts'
import { productGrid } from './product-grid.ts'
import { type Lang, wordsIn } from './words.ts'

const KEPT = 'demo.lang'
const lang: Lang = localStorage.getItem(KEPT) === 'en' ? 'en' : 'uk'
document.documentElement.lang = lang

const switchLang = (): void => {
  localStorage.setItem(KEPT, lang === 'uk' ? 'en' : 'uk')
  location.reload()
}

const draw = (shop: Shop): void => {
  const words = wordsIn(lang)
  const money = moneyIn(shop.currency, lang)
  const count = el('span', { class: 'count' })
  const cart = openCart(shop.currency, () => tell())
  const { currency, products } = shop
  const checkout = createCheckout(cart, { products, currency, lang, words, money })
  const tell = (): void => {
    const pieces = cart.lines().reduce((sum, line) => sum + line.quantity, 0)
    count.textContent = String(pieces)
    count.hidden = pieces === 0
    checkout.draw()
  }
  document.title = shop.name
  put(
    document.body,
    demoBar(shop, lang, words, switchLang),
    el(
      'header',
      { class: 'top' },
      el('a', { class: 'name', href: '/' }, shop.name),
      el('button', { type: 'button', class: 'cart', click: checkout.open }, words.cart, count),
    ),
    el('section', { class: 'hero' }, el('h1', {}, words.hero), el('p', {}, words.lead)),
    productGrid(products, lang, words, money, cart.add),
    checkout.element,
    ...document.querySelectorAll('winback-chat'),
  )
  tell()
}

void shopApi.shop().then(draw)
