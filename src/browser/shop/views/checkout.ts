// The checkout: who, where to, how it is paid; and the order itself.
import { el, icon } from '../../dom.ts'
import { newId } from '../../new-id.ts'
import { type Delivery, Failed, type Placed, shopApi } from '../api.ts'
import { choiceField, type Field, isEmail, textField } from '../fields.ts'
import { kept } from '../kept.ts'
import type { Page, View } from '../page.ts'
import { heading, ICONS } from '../parts.ts'
import { visitor } from '../widget.ts'
import { summaryOf } from './summary.ts'

type Draft = Record<'name' | 'email' | 'city' | 'address' | 'payment', string>
const KEPT = 'draft'

/** What was typed so far, in this tab: a reload or another language does not lose it. */
const readDraft = ({ account }: Page): Draft => {
  const given = (kept.readHere(KEPT) ?? {}) as Partial<Record<keyof Draft, unknown>>
  const text = (name: keyof Draft, other = ''): string => {
    const value = given[name]
    return typeof value === 'string' && value !== '' ? value : other
  }
  const who = account.who()
  return {
    ...{ name: text('name', who?.name), email: text('email', who?.email) },
    ...{ city: text('city'), address: text('address'), payment: text('payment', 'card') },
  }
}

/** One try to order has one id; the same again after a lost answer, another one as soon as it is another order. */
const requestFor = (what: string): string => {
  const known = (kept.readHere('request') ?? {}) as { what?: unknown; id?: unknown }
  if (known.what === what && typeof known.id === 'string') return known.id
  const id = newId()
  kept.keepHere('request', { what, id })
  return id
}

export const checkoutView = (page: Page): View => {
  const { words, money, shop, till, cart, lang } = page
  const draft = readDraft(page)
  const keep = (): void => kept.keepHere(KEPT, draft)
  const need = (text: string) => (value: string) => (value === '' ? text : null)
  const field = (
    name: 'name' | 'email' | 'city' | 'address',
    autocomplete: string,
    fault: (value: string) => string | null,
    more: { readonly type?: string; readonly inputmode?: string; readonly hint?: string } = {},
  ): Field =>
    textField({
      ...{ name, autocomplete, fault, label: words.fields[name], value: draft[name], ...more },
      onInput: (value) => {
        draft[name] = value
        keep()
      },
    })
  const name = field('name', 'name', need(words.needs.name))
  const email = field('email', 'email', (value) => (isEmail(value) ? null : words.needs.email), {
    ...{ type: 'email', inputmode: 'email', hint: words.emailHint },
  })
  const city = field('city', 'address-level2', need(words.needs.city))
  const address = field('address', 'street-address', (value) =>
    till.delivery() !== 'pickup' && value === '' ? words.needs.address : null,
  )
  const showAddress = (): void => {
    address.element.hidden = till.delivery() === 'pickup'
    const label = address.element.querySelector('label')
    if (label) label.textContent = till.delivery() === 'post' ? words.fields.branch : words.fields.address
  }
  const sent =
    shop.free_from === null
      ? money(shop.delivery)
      : words.freeFrom(money(shop.delivery), money(shop.free_from))
  const delivery = choiceField<Delivery>(
    'delivery',
    words.delivery,
    [
      { value: 'post', text: words.ways.post, about: sent },
      { value: 'courier', text: words.ways.courier, about: sent },
      { value: 'pickup', text: words.ways.pickup, about: words.free },
    ],
    till.delivery(),
    (way) => {
      till.deliver(way)
      showAddress()
    },
  )
  const payment = choiceField(
    'payment',
    words.payment,
    [
      { value: 'card', text: words.pays.card, about: words.pays.cardAbout },
      { value: 'cash', text: words.pays.cash, about: words.pays.cashAbout },
    ],
    draft.payment === 'cash' ? 'cash' : 'card',
    (way) => {
      draft.payment = way
      keep()
    },
  )
  const order = el('button', { type: 'submit', class: 'main order', form: 'checkout' }, words.order)
  const said = el('p', { class: 'said', role: 'alert' })
  const act = el('div', { class: 'act' }, order, said, el('p', { class: 'note' }, words.nothingPaid))
  const summary = summaryOf(page, act)

  const refused = (placed: Extract<Placed, { placed: false }>): void => {
    if (placed.reason === 'stock') {
      const named = (placed.items ?? []).flatMap(({ id, left }) => {
        const product = page.product(id)
        return product ? [`${product.title[lang]}: ${left === 0 ? words.soldOut : words.noMore(left)}`] : []
      })
      said.textContent = named.join('. ')
      void till.ask()
    } else if (placed.reason === 'changed') {
      said.textContent = words.changed
      void till.ask()
    } else summary.refuse(placed.reason, placed.missing)
  }
  const place = async (): Promise<void> => {
    const quote = till.quote()
    const wrong = [name, email, city, address].filter((one) => !one.check())
    if (wrong[0]) {
      said.textContent = words.faults(wrong.length)
      return wrong[0].focus()
    }
    if (!(await summary.settle())) {
      if (till.state() === 'failed' || !quote) said.textContent = words.silent
      return
    }
    const wish = { lines: cart.lines(), delivery: till.delivery(), code: till.code() }
    const placed = await shopApi.place({
      ...wish,
      request: requestFor(JSON.stringify(wish)),
      visitor: await visitor(),
      session: page.account.who()?.session ?? null,
      language: lang,
      contact: { name: name.value(), email: email.value(), city: city.value(), address: address.value() },
      payment: draft.payment,
      expects: till.quote()?.total ?? null,
    })
    kept.keepHere('request', null)
    if (!placed.placed) return refused(placed)
    page.done.placed = placed
    page.done.email = email.value()
    page.orders.known = null
    till.reset()
    cart.clear()
    page.go(`#/done/${placed.number}`)
  }
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (order.disabled) return
    order.disabled = true
    order.setAttribute('aria-busy', 'true')
    said.textContent = ''
    try {
      await place()
    } catch (error) {
      // The request keeps its id: the same try again is the same order.
      said.textContent = error instanceof Failed && error.status === 503 ? words.notNow : words.silent
    } finally {
      order.disabled = false
      order.removeAttribute('aria-busy')
    }
  }
  showAddress()
  const form = el(
    'form',
    { id: 'checkout', novalidate: true, submit: (event: Event) => void submit(event) },
    el('h2', {}, words.contact),
    ...[name.element, email.element],
    el('h2', {}, words.whereTo),
    delivery,
    ...[city.element, address.element],
    payment,
  )
  return {
    title: words.checkoutTitle,
    element: el(
      'div',
      { class: 'two' },
      el(
        'section',
        {},
        el('a', { href: '#/cart', class: 'back' }, icon(ICONS.back), words.backToCart),
        heading(words.checkoutTitle),
        form,
      ),
      summary.element,
    ),
    update: () => {
      // Emptied in another tab, or ordered there.
      if (cart.lines().length === 0 && !page.done.placed) return page.go('#/cart')
      summary.update()
    },
  }
}
