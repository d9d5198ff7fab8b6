// The cart's drawer: lines, the code field, what it all costs, the order. Asks the shop's server for every sum.
import { el, put } from '../dom.ts'
import { newId } from '../new-id.ts'
import { hint, type Placed, type Product, type Quote, shopApi } from './api.ts'
import type { CartHere } from './cart.ts'
import type { Lang, Words } from './words.ts'

export type Checkout = {
  readonly element: HTMLDialogElement
  readonly open: () => void
  readonly draw: () => void
}

type About = {
  readonly products: readonly Product[]
  readonly currency: string
  readonly lang: Lang
  readonly words: Words
  readonly money: (minor: number) => string
}

export const createCheckout = (
  cart: CartHere,
  { products, currency, lang, words, money }: About,
): Checkout => {
  let request = newId()
  let asked = 0
  const list = el('ul', { class: 'lines' })
  const sums = el('dl', { class: 'sums' })
  const said = el('p', { class: 'said', role: 'status' })
  const code = el('input', {
    ...{
      name: 'code',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      maxlength: 60,
    },
    'aria-label': words.code,
    placeholder: words.code,
  })
  const order = el('button', { type: 'submit', class: 'order' }, words.order)
  const apply = el('button', { type: 'button', class: 'apply', click: () => void quote() }, words.apply)
  const form = el('form', { submit: (event: Event) => void place(event) })
  const element = el('dialog', { class: 'drawer', 'aria-label': words.cart }, form)
  code.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void quote()
  })

  const row = (name: string, sum: string, kind = ''): HTMLElement[] => [
    el('dt', { class: kind }, name),
    el('dd', { class: kind }, sum),
  ]
  const showSums = (quote: Omit<Quote, 'code'>): void =>
    put(
      sums,
      ...row(words.goods, money(quote.goods)),
      ...row(words.shipping, quote.shipping === 0 ? words.free : money(quote.shipping)),
      ...(quote.discount > 0 ? row(words.discount, `−${money(quote.discount)}`, 'off') : []),
      ...row(words.total, money(quote.total), 'total'),
    )
  const refusal = (reason: string, missing: string | undefined): string => {
    if (missing !== undefined) return `${words.minimum} ${money(Math.round(Number(missing) * 100))}`
    return (words as Readonly<Record<string, string>>)[reason] ?? words.not_found
  }
  const say = (text: string, good = false): void => {
    said.textContent = text
    said.classList.toggle('good', good)
  }

  const quote = async (): Promise<void> => {
    asked += 1
    const mine = asked
    try {
      const typed = code.value.trim()
      const found = await shopApi.quote(cart.lines(), typed)
      if (mine !== asked) return
      showSums(found)
      if (!found.code) return say('')
      if (!found.code.valid) {
        void hint('Coupon Denied', { reason: found.code.reason })
        return say(refusal(found.code.reason, found.code.missing))
      }
      say(
        found.code.points ? `${words.accepted}: +${found.code.points} ${words.points}` : words.accepted,
        true,
      )
    } catch {
      say(words.failed)
    }
  }

  const place = async (event: Event): Promise<void> => {
    event.preventDefault()
    order.disabled = true
    try {
      done(await shopApi.place(request, cart.lines(), code.value.trim()))
    } catch {
      say(words.failed)
    } finally {
      order.disabled = false
    }
  }

  const done = (placed: Placed): void => {
    request = newId()
    if (!placed.placed) return say(refusal(placed.reason, placed.missing))
    showSums(placed.quote)
    cart.clear()
    code.value = ''
    put(
      form,
      el('h2', {}, words.thanks),
      el('p', { class: 'number' }, `${words.number}: `, el('b', {}, placed.number)),
      sums,
      el('button', { type: 'button', class: 'order', click: () => element.close() }, words.again),
    )
  }

  const line = (product: Product, quantity: number): HTMLElement =>
    el(
      'li',
      {},
      el('img', { src: `/demo/pictures/${product.id}.svg`, alt: '', width: 56, height: 56 }),
      el('span', {}, product.title[lang], el('small', {}, money(product.price * quantity))),
      el('button', { type: 'button', 'aria-label': words.less, click: () => cart.remove(product) }, '−'),
      el('b', {}, String(quantity)),
      el('button', { type: 'button', 'aria-label': words.more, click: () => cart.add(product) }, '+'),
    )

  const draw = (): void => {
    const lines = cart.lines().flatMap(({ id, quantity }) => {
      const product = products.find((one) => one.id === id)
      return product ? [line(product, quantity)] : []
    })
    if (!element.open) return
    const shut = el(
      'button',
      { type: 'button', class: 'shut', 'aria-label': words.close, click: () => element.close() },
      '×',
    )
    const head = el('header', {}, el('h2', {}, words.cart), shut)
    if (lines.length === 0) return put(form, head, el('p', { class: 'empty' }, words.empty))
    put(list, ...lines)
    put(form, head, list, el('div', { class: 'code' }, code, apply), said, sums, order)
    void quote()
  }

  return {
    element,
    draw,
    open: () => {
      element.showModal()
      say('')
      draw()
      if (cart.lines().length > 0) void hint('Checkout Started', { currency })
    },
  }
}
