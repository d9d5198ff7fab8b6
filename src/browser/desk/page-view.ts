// The page of one ticket or one shopper: talk and composer, decision, facts. Each part is drawn when it has changed.
import { el } from '../dom.ts'
import { composer } from './composer.ts'
import { decideView, talkActs } from './decide-view.ts'
import { factsView } from './facts-view.ts'
import type { Page } from './parts.ts'
import { reasonText, stateText, wordy } from './phrases.ts'
import { redraw } from './redraw.ts'
import { saidWords } from './said-words.ts'
import { talkLines } from './talk-view.ts'

const SIDES = ['talk', 'decide', 'facts'] as const
/** So near to its end a talk is followed when it grows. */
const NEAR = 60

/** The cart and the orders in a line, since what is beside the talk may be scrolled away. */
const glance = ({ view, say, format }: Page): HTMLElement => {
  const { cart, orders } = view
  const names = cart.lines.slice(0, 3).map((line) => `${line.title ?? line.item} × ${line.quantity}`)
  const more = cart.lines.length > 3 ? ', …' : ''
  const goods = names.length > 0 ? `: ${names.join(', ')}${more}` : ''
  const counted = say('orders', { n: orders.count, sum: format.money(orders.sum) })
  return el('p', { class: 'glance' }, `${say('cart')} ${format.money(cart.total)}${goods} · ${counted}`)
}

/** What the shopper wants, as far as it was said. */
const saidView = ({ view, say, format }: Page): HTMLElement | null => {
  const said = saidWords(view.ticket?.said ?? view.shopper.wants, format, say)
  return said === '' ? null : el('p', { class: 'wants' }, `${say('s_wants')}: ${said}`)
}

const headView = (page: Page): readonly (HTMLElement | null)[] => {
  const { view, say, format } = page
  const { ticket, shopper } = view
  if (!ticket)
    return [el('h1', {}, shopper.name ?? shopper.email ?? say('somebody')), glance(page), saidView(page)]
  // A large order comes from the campaign of that name: once is enough.
  const [why, ...campaign] = new Set([reasonText(ticket.reason, say), wordy(ticket.campaign)])
  const isTimed = (ticket.state === 'open' && !ticket.away) || ticket.state === 'taken'
  const says = ticket.state === 'taken' && !ticket.waiting ? 'idle_in' : 'answer_in'
  return [
    el('h1', {}, shopper.name ?? why),
    el('p', {}, [...(shopper.name ? [why] : []), ...campaign].join(' · ')),
    glance(page),
    saidView(page),
    el(
      'p',
      { class: 'state' },
      ticket.state === 'open' && !ticket.away
        ? null
        : stateText(ticket, format, say) + (isTimed ? ' · ' : ''),
      isTimed && el('span', { class: 'when', 'data-until': ticket.until, 'data-says': says }),
    ),
  ]
}

export const createPageView = (back: () => void) => {
  const head = el('div', { class: 'about' })
  const acts = el('div', { class: 'talk-acts' })
  const sides = el('div', { class: 'sides', role: 'group' })
  const talk = el('ol', { class: 'talk', tabindex: 0, 'aria-live': 'polite' })
  const write = el('div', {})
  const decide = el('section', { class: 'decide', 'data-side': 'decide' })
  const facts = el('aside', { class: 'facts', 'data-side': 'facts' })
  const told = el('p', { class: 'told', role: 'status' })
  const backButton = el('button', { type: 'button', class: 'back', click: back }, '')
  const element = el(
    'div',
    { class: 'page' },
    el('header', {}, backButton, head, acts),
    told,
    sides,
    el(
      'div',
      { class: 'columns' },
      el('section', { class: 'talking', 'data-side': 'talk' }, talk, write),
      el('div', { class: 'beside' }, decide, facts),
    ),
  )
  let shown = ''

  const drawTalk = (page: Page): void => {
    const { view, say, lang } = page
    const isNew = shown !== (view.ticket?.id ?? view.shopper.id)
    const atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < NEAR
    talk.setAttribute('aria-label', say('view_talk'))
    const drawn = redraw(talk, [view.lines, view.now - (view.now % 86_400_000), lang, isNew], () =>
      talkLines(page),
    )
    // Who reads further up is left there.
    if ((drawn && atEnd) || isNew) talk.scrollTop = talk.scrollHeight
    shown = view.ticket?.id ?? view.shopper.id
  }

  return {
    element,
    /** The latest words, once there is a page to scroll. */
    toEnd: (): void => {
      talk.scrollTop = talk.scrollHeight
    },
    tell: (text: string, bad = false): void => {
      told.textContent = text
      told.className = bad ? 'told bad' : 'told'
    },
    draw: (page: Page): void => {
      const { view, say, draft, keep, again, lang, agent } = page
      const { now: _, lines: __, ...state } = view
      const side = draft.side ?? 'talk'
      element.dataset.shows = side
      backButton.textContent = `← ${say('back')}`
      redraw(head, [view.ticket, view.shopper, view.cart, view.orders, lang], () => headView(page))
      redraw(acts, [view.ticket, view.shopper, lang, agent], () => [talkActs(page)])
      redraw(sides, [side, lang], () =>
        SIDES.map((one) => {
          const click = (): void => {
            keep({ side: one })
            again()
          }
          const props = {
            type: 'button',
            'data-focus': `side-${one}`,
            'aria-pressed': String(one === side),
            click,
          }
          return el('button', props, say(`view_${one}`))
        }),
      )
      drawTalk(page)
      const { tab, offer, changing, declining, revoking, terms } = draft
      redraw(write, [view.ticket?.id, tab, lang, draft.note === undefined, draft.send === undefined], () =>
        view.ticket ? [composer(page)] : [],
      )
      // What is being typed is no reason to draw: only what else has changed, or what was chosen.
      const chosen = [offer, changing, declining, terms === undefined, lang, agent]
      redraw(decide, [state, chosen], () => decideView(page))
      redraw(facts, [state, revoking, lang], () => factsView(page))
    },
  }
}
