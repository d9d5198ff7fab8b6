// The demo shop's page: put together from its parts, drawn anew when the address, the language or the goods change.
import { el, put } from '../dom.ts'
import { moneyIn } from '../money.ts'
import { openAccount } from './account.ts'
import { type Quote, type Shop, shopApi } from './api.ts'
import { openCart } from './cart.ts'
import { type Bar, createBar } from './demo-bar.ts'
import { createHeader } from './header.ts'
import { keepLang, type Lang, pickLang, placeOf } from './lang.ts'
import { lookedAt } from './looks.ts'
import { lostPage } from './lost-page.ts'
import type { Page, View } from './page.ts'
import { restoreCart } from './restore.ts'
import { readRoute } from './route.ts'
import { openSaved } from './saved.ts'
import { footerOf, openSignIn } from './sign-in.ts'
import { openTill } from './till.ts'
import { createToast } from './toast.ts'
import { viewAt } from './views/view-at.ts'
import { onApply, tellLang } from './widget.ts'
import { wordsIn } from './words-in.ts'

let lang = pickLang()
document.documentElement.lang = lang

/** Goods are looked at again when somebody comes back to the page after so long, ms. */
const STALE = 60_000

const run = (first: Shop): void => {
  let shop = first
  let asked = Date.now()
  let view: View | null = null
  let place = ''
  let money = moneyIn(shop.currency, lang, shop.digits)
  const scrolled = new Map<string, number>()
  const toast = createToast(() => page.words.close)
  const main = el('main', { id: 'main', tabindex: '-1' })
  const foot = el('div', {})
  const barAt = el('div', {})
  let bar: Bar | null = null

  const changed = (): void => {
    if (!view) return
    header.update()
    if (view.update) view.update()
    else draw()
  }
  const ofCart = (): void => {
    changed()
    void till.ask()
  }
  const cart = openCart(() => shop, ofCart)
  const account = openAccount(() => ofCart())
  const saved = openSaved(() => shop, changed)
  const till = openTill(cart, account, (quote) => {
    if (quote) learn(quote)
    changed()
  })
  const page: Page = {
    get lang() {
      return lang
    },
    get words() {
      return wordsIn(lang)
    },
    get shop() {
      return shop
    },
    get money() {
      return money
    },
    product: (id) => shop.products.find((product) => product.id === id),
    wanted: { query: '', category: null, sort: 'best' },
    ...{ cart, saved, account, till, tell: toast.tell },
    go: (hash) => {
      if (location.hash === hash) draw()
      else location.hash = hash
    },
    signIn: () => openSignIn(page),
    date: (at) =>
      new Date(at).toLocaleString(placeOf(lang), {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: shop.time_zone,
      }),
    done: { placed: null, email: '' },
    orders: { known: null },
  }

  /** Prices and stock are the server's: what it says with a quote is newer than what was loaded. */
  const learn = (quote: Quote): void => {
    const products = shop.products.map((product) => {
      const told = quote.lines.find((line) => line.id === product.id)
      return told ? { ...product, price: told.price, left: told.left } : product
    })
    if (JSON.stringify(products) === JSON.stringify(shop.products)) return
    shop = { ...shop, products }
    fit()
  }
  /** What was kept may name goods that are gone, or more than there are. */
  const fit = (): void => {
    const { gone, fewer } = cart.fit(shop.products)
    const { words } = page
    const notes = [
      ...(gone > 0 ? [words.gone(gone)] : []),
      ...fewer.map(
        (product) =>
          `${product.title[lang]}: ${product.left > 0 ? words.noMore(product.left) : words.soldOut}`,
      ),
    ]
    if (notes.length > 0) toast.tell(notes.join('. '))
  }

  const draw = (): void => {
    const route = readRoute(location.hash)
    view = viewAt(page, route)
    document.title = route.kind === 'shelf' ? shop.name : `${view.title} · ${shop.name}`
    main.dataset.view = route.kind
    put(main, view.element)
    header.update()
  }
  const move = (): void => {
    const again = place === location.hash
    scrolled.set(place, again ? scrollY : (scrolled.get(place) ?? 0))
    place = location.hash
    draw()
    const { kind } = readRoute(place)
    lookedAt(readRoute(place), page)
    if (again) return
    // What was true of a code a while ago may not be so any more.
    if (kind === 'cart' || kind === 'checkout') void till.ask()
    toast.turn()
    scrollTo({ top: scrolled.get(place) ?? 0, behavior: 'instant' })
    main.querySelector('h1')?.focus({ preventScroll: true })
  }
  const drawAround = (): void => {
    const ahead = bar?.ahead() ?? shop.now - asked
    bar?.stop()
    bar = createBar(page, ahead)
    put(barAt, bar.element)
    put(foot, footerOf(page))
    skip.textContent = page.words.skip
  }
  const speak = (chosen: Lang): void => {
    const active = document.activeElement?.id
    const top = scrollY
    lang = chosen
    keepLang(lang)
    document.documentElement.lang = lang
    money = moneyIn(shop.currency, lang, shop.digits)
    tellLang(lang)
    toast.hide()
    drawAround()
    draw()
    scrollTo({ top, behavior: 'instant' })
    if (active) document.getElementById(active)?.focus({ preventScroll: true })
  }
  const header = createHeader(page, {
    speak,
    search: () => {
      if (readRoute(location.hash).kind !== 'shelf') history.pushState(null, '', '#/')
      if (place === location.hash) return view?.update?.()
      place = location.hash
      draw()
    },
  })
  const skip = el('a', { class: 'skip', href: '#main' })
  skip.addEventListener('click', (event) => {
    event.preventDefault()
    main.focus()
  })

  const refresh = async (): Promise<void> => {
    if (document.hidden || Date.now() - asked < STALE) return
    const found = await shopApi.shop().catch(() => null)
    if (!found) return
    asked = Date.now()
    shop = found
    money = moneyIn(shop.currency, lang, shop.digits)
    fit()
    if (readRoute(location.hash).kind === 'checkout') void till.ask()
    else draw()
  }

  put(
    document.body,
    skip,
    barAt,
    header.element,
    main,
    foot,
    toast.element,
    ...document.querySelectorAll('winback-chat'),
  )
  history.scrollRestoration = 'manual'
  place = location.hash
  drawAround()
  fit()
  draw()
  lookedAt(readRoute(place), page)
  void till.ask()
  void restoreCart(page)

  addEventListener('scroll', () => scrolled.set(place, scrollY), { passive: true })
  addEventListener('popstate', move)
  addEventListener('hashchange', () => place !== location.hash && move())
  document.addEventListener('visibilitychange', () => void refresh())
  onApply(async (code) => {
    const { words } = page
    if (cart.lines().length === 0) {
      till.type(code)
      page.go('#/cart')
      toast.tell(words.applyEmpty)
      return false
    }
    if (readRoute(location.hash).kind !== 'checkout') page.go('#/checkout')
    const good = await till.apply(code)
    const { discount = 0, code: found } = till.quote() ?? {}
    const done = found?.valid && found.gift ? words.giftGoes : words.accepted(money(discount))
    toast.tell(good === null ? words.silent : !good ? words.applyNot : done)
    return good === true
  })
}

const TRY_AGAIN = 4000

/** A server that does not answer is asked again: by itself, and when somebody presses the button. */
const start = async (): Promise<void> => {
  try {
    run(await shopApi.shop())
  } catch (error) {
    console.warn(error)
    const again = setTimeout(() => void start(), TRY_AGAIN)
    lostPage(wordsIn(lang), () => {
      clearTimeout(again)
      void start()
    })
  }
}

if (document.body) void start()
else addEventListener('DOMContentLoaded', () => void start())
