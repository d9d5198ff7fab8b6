// Giving a code: the offer, its terms, what it costs, and the button that says so. What grew since asks again.
import { el, put } from '../dom.ts'
import { deskApi, Refused } from './api.ts'
import { budgetView, marginView } from './money-view.ts'
import { against, offerList } from './offer-list.ts'
import { area, button, card, type Page } from './parts.ts'
import { aloneText, costText, overText, refusalText, secondText, termsText } from './phrases.ts'
import { type Change, changeOf, termsView } from './terms-view.ts'
import type { Possible, Quote } from './types.ts'

/** Answers by everything that they rest on; a few are kept, so that a redraw needs no second question. */
const quotes = new Map<string, Quote>()
const MOST_QUOTES = 50
const TYPING = 250

type Offered = Omit<Possible, 'least'>

const keyOf = ({ view }: Page, offer: string, change: Change): string =>
  JSON.stringify([
    ...[view.shopper.id, view.rules.campaign, view.cart.lines, view.rules.budget, offer, change],
    view.ticket?.first ?? null,
  ])

const ask = async (page: Page, offer: string, change: Change, key: string): Promise<void> => {
  const { view, tell, format, say } = page
  const { id } = view.shopper
  const ticket = view.ticket ? { ticket: view.ticket.id } : {}
  try {
    const found = await deskApi.quote({
      ...{ shopper: id, ...ticket, campaign: view.rules.campaign.name, offer, terms: change },
    })
    if (quotes.size >= MOST_QUOTES) quotes.clear()
    quotes.set(key, found)
  } catch (error) {
    tell(error instanceof Refused ? refusalText(error.why, format, say) : say('no_answer'), true)
  }
}

/** What is given and sent, or asked again where it costs more than when it was looked at. */
const actions = (page: Page, offer: Offered, change: Change, draw: () => void): HTMLElement => {
  const { view, say, format, draft, keep, does, tell } = page
  const { ceiling } = offer
  const lookedAt = JSON.stringify([offer.name, change])
  const same = draft.seen_for === lookedAt && draft.seen !== undefined
  if (!same) keep({ seen: ceiling, seen_for: lookedAt, seen_digest: offer.digest })
  const seen = draft.seen ?? ceiling
  if (draft.seen_digest !== offer.digest || ceiling > seen) {
    const sums = { now: format.money(ceiling), more: format.money(ceiling - seen) }
    const look = () => {
      keep({ seen: ceiling, seen_digest: offer.digest })
      draw()
    }
    return el(
      'div',
      { class: 'grown', role: 'alert' },
      el('p', {}, say(ceiling > seen ? 'cart_grew' : 'cart_other', sums)),
      button(say('confirm_cart', sums), 'confirm', look, { class: 'main' }),
    )
  }
  const given = { offer: offer.name, terms: change, ceiling, digest: offer.digest }
  const done = {
    offer: undefined,
    terms: undefined,
    changing: undefined,
    seen: undefined,
    seen_digest: undefined,
    issue_why: undefined,
  }
  const approve = async (): Promise<void> => {
    if (await does({ act: 'approve', ticket: view.ticket?.id, ...given }, 'approved')) keep(done)
  }
  const issue = async (): Promise<void> => {
    const why = draft.issue_why?.trim() ?? ''
    if (why === '') return tell(say('why_wanted'), true)
    const act = { act: 'issue', shopper: view.shopper.id, campaign: view.rules.campaign.name, why, ...given }
    if (await does(act, 'issued')) keep(done)
  }
  const isApproval = view.ticket !== null && isDecidable(page)
  const args = { ceiling: format.money(ceiling) }
  return isApproval
    ? button(say('approve', args), 'approve', approve, { class: 'main wide' })
    : button(say('issue', args), 'issue', issue, { class: 'main wide' })
}

/** Is this ticket still to be decided, by this agent? */
export const isDecidable = ({ view, agent }: Page): boolean => {
  const { ticket } = view
  if (!ticket) return false
  if (ticket.state === 'taken') return ticket.decided?.by === agent
  return ticket.state === 'open' || ticket.state === 'expired'
}

const costs = (page: Page, offer: Offered, changed: boolean): readonly (HTMLElement | null)[] => {
  const { say, format } = page
  return [
    changed ? el('p', { class: 'cost' }, termsText(offer, format, say)) : null,
    ...(changed ? against(offer, page).map((text) => el('p', { class: 'against' }, text)) : []),
    budgetView(page, offer.ceiling),
    marginView(page, offer.ceiling),
  ]
}

/** What it comes to, and the button: always in sight, however long the list of offers is. */
const footer = (page: Page, offer: Offered, does: HTMLElement): HTMLElement =>
  el(
    'div',
    { class: 'footer' },
    el('p', { class: 'cost' }, costText(offer, page.view.cart.total, page.format, page.say)),
    offer.second && el('p', { class: 'warning second' }, secondText(offer.second, page.format, page.say)),
    does,
  )

/** The part below the offers, drawn anew as the terms are typed. */
const outcome = (page: Page, offer: Possible, box: HTMLElement): void => {
  const draw = () => outcome(page, offer, box)
  const change = changeOf(page, offer)
  if (change === null) return put(box, el('p', { class: 'warning', role: 'alert' }, page.say('senseless')))
  const changed = Object.keys(change).length > 0
  if (!changed)
    return put(box, ...costs(page, offer, false), footer(page, offer, actions(page, offer, {}, draw)))
  const key = keyOf(page, offer.name, change)
  const quote = quotes.get(key)
  if (!quote) {
    clearTimeout(Number(box.dataset.timer))
    box.setAttribute('aria-busy', 'true')
    const later = async (): Promise<void> => {
      await ask(page, offer.name, change, key)
      if (box.isConnected && quotes.has(key)) draw()
    }
    box.dataset.timer = String(setTimeout(() => void later(), TYPING))
    return
  }
  box.removeAttribute('aria-busy')
  if (quote.kind === 'over')
    return put(box, el('p', { class: 'warning', role: 'alert' }, overText(quote, page.format, page.say)))
  if (quote.kind === 'senseless')
    return put(box, el('p', { class: 'warning', role: 'alert' }, page.say('senseless')))
  const gifts = offer.gifts.filter(({ name }) => quote.offer.gifts.some((one) => one.name === name))
  const quoted: Offered = { ...offer, ...quote.offer, gifts }
  put(box, ...costs(page, quoted, true), footer(page, quoted, actions(page, quoted, change, draw)))
}

export const giveView = (page: Page): HTMLElement => {
  const { view, say, draft, keep, again, format } = page
  const { offers, live } = view.rules
  const offer =
    offers.find(({ name }) => name === draft.offer) ??
    offers.find(({ suggested, allowed }) => suggested || allowed) ??
    null
  const box = el('div', { class: 'outcome' })
  const open = () => {
    keep({ changing: true })
    again()
  }
  const terms =
    offer &&
    (draft.changing
      ? termsView(page, offer, () => outcome(page, offer, box))
      : button(say('change_terms'), 'change-terms', open, { class: 'plain' }))
  const why =
    isDecidable(page) ||
    area('issue-why', say('issue_why'), draft.issue_why ?? '', (text) => keep({ issue_why: text }))
  const alone = aloneText(view.alone, format, say)
  const made = card(
    say('give_code'),
    live &&
      offer?.replaces !== false &&
      el('p', { class: 'hint' }, say('live_code', { offer: live.offer, until: format.time(live.until) })),
    offerList(page, offer?.name ?? null),
    terms,
    alone && el('p', { class: 'hint' }, alone),
    why === true ? null : why,
    offer ? null : el('p', { class: 'hint' }, say('choose_offer')),
    // Its parts stand in the card itself, so that the footer can stick to the end of all of it.
    box,
  )
  if (offer) outcome(page, offer, box)
  return made
}
