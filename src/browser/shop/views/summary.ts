// What it all costs: sums, the way to free delivery, the field for a code. Beside the cart and beside the checkout.
import { el, put } from '../../dom.ts'
import type { Quote, Sums } from '../api.ts'
import type { Page } from '../page.ts'

export type Summary = {
  readonly element: HTMLElement
  readonly update: () => void
  /** Tries what was typed and not tried yet. Answers whether the order may go on. */
  readonly settle: () => Promise<boolean>
  /** Why an order was refused because of its code. */
  readonly refuse: (reason: string, missing: string | undefined) => void
}

const row = (name: string, sum: string, kind = ''): HTMLElement[] => [
  el('dt', { class: kind }, name),
  el('dd', { class: kind }, sum),
]

export const sumsOf = (sums: Sums, { words, money }: Pick<Page, 'words' | 'money'>): HTMLElement =>
  el(
    'dl',
    { class: 'sums' },
    ...row(words.goods, money(sums.goods)),
    ...row(words.shipping, sums.shipping === 0 ? words.free : money(sums.shipping)),
    ...(sums.discount > 0 ? row(words.discount, `−${money(sums.discount)}`, 'off') : []),
    ...row(words.total, money(sums.total), 'total'),
  )

/** A refusal of the API in the page's words. */
export const refusalText = (reason: string, missing: string | undefined, page: Page): string => {
  const { words, money, shop } = page
  if (missing !== undefined) return words.minimum(money(Math.round(Number(missing) * 10 ** shop.digits)))
  return words.refusals[reason] ?? words.refusals.not_found!
}

const BLANK: Sums = { goods: 0, shipping: 0, discount: 0, total: 0 }

export const summaryOf = (page: Page, act: HTMLElement): Summary => {
  const { words, money, till, shop } = page
  const progress = el('div', { class: 'progress' })
  const sums = el('div', { class: 'all' }, sumsOf(BLANK, page))
  const said = el('p', { class: 'said', id: 'code-said', role: 'status' })
  const again = el('button', { type: 'button', class: 'quiet', click: () => void till.ask() }, words.tryAgain)
  const trouble = el(
    'div',
    { class: 'trouble', role: 'alert', hidden: true },
    el('p', {}, words.noSums),
    again,
  )
  const code = el('input', {
    ...{ id: 'code', name: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' },
    ...{
      maxlength: 60,
      'aria-describedby': 'code-said',
      value: till.typed(),
      placeholder: words.codeExample,
    },
    input: () => till.type(code.value),
  })
  const say = (text: string, good: boolean): void => {
    // The same words again would not be read out.
    if (said.textContent !== text) said.textContent = text
    said.classList.toggle('good', good)
    code.setAttribute('aria-invalid', String(text !== '' && !good))
  }
  const answer = ({ code: found, discount }: Quote): void => {
    if (!found) return say('', true)
    if (!found.valid) return say(refusalText(found.reason, found.missing, page), false)
    if (found.gift) return say(words.giftGoes, true)
    say(found.points ? words.pointsLater(found.points) : words.accepted(money(discount)), true)
  }
  const apply = async (): Promise<boolean | null> => {
    button.disabled = true
    try {
      return await till.apply(code.value)
    } finally {
      button.disabled = false
    }
  }
  const button = el('button', { type: 'submit', class: 'apply' }, words.apply)
  const form = el(
    'form',
    {
      class: 'code',
      submit: (event: Event) => {
        event.preventDefault()
        void apply()
      },
    },
    el('label', { for: 'code' }, words.code),
    el('div', {}, code, button),
    said,
  )

  const drawProgress = ({ to_free, goods }: Quote): void => {
    const { free_from } = shop
    if (free_from === null || till.delivery() === 'pickup') return put(progress)
    put(
      progress,
      el(
        'p',
        { class: to_free === null ? 'reached' : '' },
        to_free === null ? words.freeNow : words.toFree(money(to_free)),
      ),
      el('progress', { max: free_from, value: Math.min(goods, free_from), 'aria-label': words.shipping }),
    )
  }
  const update = (): void => {
    const quote = till.quote()
    const state = till.state()
    trouble.hidden = state !== 'failed'
    sums.setAttribute('aria-busy', String(state === 'asking'))
    if (code.value !== till.typed()) code.value = till.typed()
    if (state !== 'ready' || !quote) return
    drawProgress(quote)
    put(sums, sumsOf(quote, page))
    if (till.typed().trim() === till.code()) answer(quote)
  }
  const quote = till.quote()
  if (quote) drawProgress(quote)
  update()
  return {
    element: el(
      'aside',
      { class: 'summary', 'aria-label': words.summary },
      el('h2', {}, words.summary),
      progress,
      form,
      sums,
      trouble,
      act,
    ),
    update,
    settle: async () => {
      if (till.typed().trim() !== till.code()) await apply()
      const found = till.quote()?.code
      if (till.state() !== 'ready' || !till.quote()) return false
      if (till.code() === '' || found?.valid) return true
      code.focus()
      return false
    },
    refuse: (reason, missing) => {
      say(refusalText(reason, missing, page), false)
      code.focus()
    },
  }
}
