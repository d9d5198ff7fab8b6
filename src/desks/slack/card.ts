// A ticket's card: everything that an agent needs for a decision, and the buttons while there is one to take. Pure.
import { isUndecided, type Ticket } from '../../core/agents/ticket.ts'
import type { DeskView, ShownOffer } from '../../ports/desk-doors.ts'
import { ACTIONS, approvalOf, carried } from './action-values.ts'
import { actions, type Block, button, context, fields, header, MOST_BLOCKS, menu, section } from './blocks.ts'
import type { Format } from './format.ts'
import { cut, escaped, inline, quoted } from './mrkdwn.ts'
import { reasonWords, stateWords, termsWords } from './offer-words.ts'
import { type Say, wordy } from './words.ts'

export type Card = { readonly text: string; readonly blocks: readonly Block[] }
export type Shown = { readonly say: Say; readonly format: Format; readonly deskUrl: string }

const LINES = 10
const OFFERS = 5

const shopperWords = ({ shopper }: DeskView, say: Say): string => {
  const known = [shopper.email, shopper.phone].flatMap((one) => (one ? [inline(one, 100)] : []))
  const how = [shopper.lang?.toUpperCase(), shopper.region, ...shopper.channels].flatMap((one) =>
    one ? [one] : [],
  )
  return [
    `*${shopper.name ? inline(shopper.name, 80) : say('somebody')}*`,
    ...known,
    inline(how.join(' · '), 200),
  ].join('\n')
}

const cartWords = ({ cart }: DeskView, { say, format }: Shown): string => {
  if (cart.lines.length === 0) return say('cart_empty')
  const lines = cart.lines.slice(0, LINES).map((line) => {
    const sum = format.money(line.price * line.quantity)
    return `• ${inline(line.title ?? line.item, 120)} × ${line.quantity}: ${sum}${line.on_sale ? ` (${say('on_sale')})` : ''}`
  })
  const more = cart.lines.length - LINES
  return [...lines, ...(more > 0 ? [say('more_lines', { n: more })] : [])].join('\n')
}

const marginWords = ({ margin }: DeskView, { say, format }: Shown): string => {
  if (margin.kind === 'known') return format.money(margin.room)
  return margin.items.length > 0
    ? say('margin_unknown_of', { items: inline(margin.items.join(', '), 150) })
    : say('not_known')
}

const budgetWords = ({ rules: { budget } }: DeskView, { say, format }: Shown): string => {
  const { limit, reserved, spent } = budget
  if (limit === null)
    return say('budget_free', { spent: format.money(spent), reserved: format.money(reserved) })
  return say('budget_left', { left: format.money(limit - spent - reserved), limit: format.money(limit) })
}

const ordersWords = ({ orders }: DeskView, { say, format }: Shown): string => {
  if (orders.count === 0) return say('no_orders')
  const last = orders.recent.filter(({ cancelled }) => !cancelled).at(-1)
  const when = last
    ? `\n${say('last_order', { at: format.time(last.at), sum: format.money(last.total) })}`
    : ''
  return `${say('orders', { n: orders.count, sum: format.money(orders.sum) })}${when}`
}

const stands = (offer: ShownOffer, { say, format }: Shown): string[] => [
  ...(offer.suggested ? [say('suggested')] : []),
  ...(offer.least ? [say('least')] : []),
  ...(offer.missing > 0 ? [say('missing', { sum: format.money(offer.missing) })] : []),
  ...(offer.has_room ? [] : [say('no_room')]),
  ...(offer.replaces ? [say('replaces')] : []),
]

/** What one offer would cost, and what it leaves of the budget and of the margin. */
const offerWords = (view: DeskView, offer: ShownOffer, shown: Shown): string => {
  const { say, format } = shown
  const { limit, reserved, spent } = view.rules.budget
  const after =
    limit === null
      ? []
      : [say('budget_after', { left: format.money(limit - spent - reserved - offer.ceiling) })]
  const room = view.margin.kind === 'known' ? view.margin.room - offer.ceiling : null
  const margin =
    room === null ? [] : [room < 0 ? say('margin_loss') : say('margin_after', { left: format.money(room) })]
  const effect = [
    say('costs', { cost: format.money(offer.ceiling) }),
    ...after,
    ...margin,
    ...stands(offer, shown),
  ]
  return `• *${inline(wordy(offer.name), 80)}*: ${inline(termsWords(offer, format, say), 200)}\n   ${effect.join(' · ')}`
}

const offersWords = (view: DeskView, shown: Shown): string => {
  const may = view.rules.offers.filter(({ allowed, suggested }) => allowed || suggested)
  if (may.length === 0) return shown.say('no_offers')
  return may
    .slice(0, OFFERS)
    .map((offer) => offerWords(view, offer, shown))
    .join('\n')
}

const lastSaid = (view: DeskView): string | null =>
  view.lines.findLast(({ who, text }) => who === 'shopper' && text.trim() !== '')?.text ?? null

const troubleWords = ({ shopper: { trouble, stopped } }: DeskView, { say, format }: Shown): string[] => [
  ...(stopped === null ? [] : [say('has_stopped', { at: format.time(stopped) })]),
  ...(trouble.late ? [say('trouble_late')] : []),
  ...(trouble.complaint ? [say('trouble_complaint')] : []),
]

const buttonsOf = (view: DeskView, ticket: Ticket, { say, format }: Shown): Block[] => {
  const yes = approvalOf(view, ticket)
  const of = carried(ticket.id)
  // An option holds 150 characters: the ticket is known by its message.
  const team = view.team.map((name) => ({ text: name, value: name }))
  const taken = ticket.state === 'taken' ? (ticket.decided?.by ?? '') : null
  const approve = yes && {
    text: say(ticket.first ? 'b_approve_second' : 'b_approve', {
      offer: wordy(yes.offer),
      ceiling: format.money(yes.ceiling),
    }),
    ...{ action: ACTIONS.approve, style: 'primary' as const, value: of(yes) },
  }
  const takeFrom = taken !== null && {
    title: say('take_from_title'),
    text: say('take_from', { by: taken }),
    ...{ yes: say('b_take_over'), no: say('cancel') },
  }
  return [
    actions([
      ...(approve ? [button(approve)] : []),
      button({ text: say('b_adjust'), action: ACTIONS.adjust, value: of({}) }),
      button({ text: say('b_decline'), action: ACTIONS.decline, style: 'danger', value: of({}) }),
      button({
        ...{ text: say('b_take_over'), action: ACTIONS.takeOver },
        value: of(taken === null ? {} : { from: taken }),
        ...(takeFrom && { confirm: takeFrom }),
      }),
      ...(taken === null
        ? []
        : [button({ text: say('b_hand_back'), action: ACTIONS.handBack, value: of({}) })]),
      button({ text: say('b_send'), action: ACTIONS.send, value: of({}) }),
      ...(team.length > 0 ? [menu(ACTIONS.assign, say('b_assign'), team)] : []),
    ]),
  ]
}

const assignedWords = (ticket: Ticket, { say }: Shown): string[] => {
  const to = ticket.assigned?.to
  return to !== undefined && isUndecided(ticket) ? [say('assigned', { to: inline(to, 80) })] : []
}

const secondWords = (ticket: Ticket, { say, format }: Shown): string[] => {
  const first = ticket.first
  if (!first || !isUndecided(ticket)) return []
  const args = {
    by: inline(first.by, 80),
    at: format.time(first.at),
    offer: wordy(first.offer),
    ceiling: format.money(first.ceiling),
  }
  const words = first.words
    ? [`${say('first_words', { by: inline(first.by, 80) })}\n${quoted(first.words, 800)}`]
    : []
  return [say('wants_second', args), ...words]
}

export const renderCard = (view: DeskView, ticket: Ticket, shown: Shown): Card => {
  const { say, format, deskUrl } = shown
  const title = `${reasonWords(ticket.reason, say)} · ${format.money(view.cart.total || ticket.cart)}`
  const state = stateWords(ticket, format, say, view.now)
  const said = lastSaid(view)
  const { segments } = view.shopper
  const trouble = troubleWords(view, shown)
  const open = isUndecided(ticket)
  const blocks = [
    header(title),
    section(
      [
        `${open ? ':hourglass_flowing_sand:' : ':white_check_mark:'} ${state}`,
        ...assignedWords(ticket, shown),
        ...secondWords(ticket, shown),
      ].join('\n'),
    ),
    ...(trouble.length > 0 ? [section(trouble.map((one) => `:warning: ${one}`).join('\n'))] : []),
    section(shopperWords(view, say)),
    section(`*${say('cart')}*\n${cartWords(view, shown)}`),
    fields([
      `*${say('history')}*\n${ordersWords(view, shown)}`,
      `*${say('margin')}*\n${marginWords(view, shown)}`,
      `*${say('budget', { campaign: inline(wordy(view.rules.campaign.name), 80) })}*\n${budgetWords(view, shown)}`,
      `*${say('segments')}*\n${segments.length > 0 ? inline(segments.map(wordy).join(', '), 500) : say('no_segments')}`,
    ]),
    ...(said === null ? [] : [section(`*${say('said_last')}*\n${quoted(said, 800)}`)]),
    ...(open
      ? [
          section(`*${say('offers')}*\n${cut(offersWords(view, shown), 2900)}`),
          ...buttonsOf(view, ticket, shown),
        ]
      : []),
    context(`<${deskUrl}|${say('open_desk')}> · ${escaped(ticket.id)}`),
  ]
  return { text: `${inline(title, 200)}. ${state}`, blocks: blocks.slice(0, MOST_BLOCKS) }
}

/** The shopper was joined to another, or erased: nothing of them stays on the card. */
export const renderGone = (say: Say): Card => ({ text: say('gone'), blocks: [section(say('gone'))] })

export const renderErased = (say: Say): Card => ({ text: say('erased'), blocks: [section(say('erased'))] })
