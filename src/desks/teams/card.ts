// A ticket as an Adaptive Card: what an agent has to know, and, until it is decided, what an agent can do. Pure. Whatever a
// shopper or a page said stands in runs of text, which are no markdown: a link in a card would be taken for ours.
import { DECLINE_REASONS, isUndecided, type Ticket } from '../../core/agents/ticket.ts'
import type { Lang } from '../../core/meaning.ts'
import type { DeskView } from '../../ports/desk-doors.ts'
import type { DeskCard } from '../../ports/teams-desk.ts'
import { decidedText, type WithFirst } from './decided.ts'
import { type Format, formatIn } from './format.ts'
import { type Choosable, choosable, firstChoice } from './offers.ts'
import { buttonData } from './press.ts'
import { type Say, wordsIn } from './words.ts'

type Part = Readonly<Record<string, unknown>>

const LINES = 6
const LINE = 300
const GOODS = 8

const words = (text: string, look: Part = {}): Part => ({
  type: 'RichTextBlock',
  spacing: 'small',
  inlines: [{ type: 'TextRun', text, ...look }],
})

const fact = (name: string, value: string): Part => ({
  type: 'RichTextBlock',
  spacing: 'none',
  inlines: [
    { type: 'TextRun', text: `${name}: `, isSubtle: true },
    { type: 'TextRun', text: value },
  ],
})

const short = (text: string): string => (text.length > LINE ? `${text.slice(0, LINE - 1)}…` : text)

const cartText = (view: DeskView, format: Format): string => {
  const { lines, total } = view.cart
  const goods = lines
    .slice(0, GOODS)
    .map(({ title, item, quantity }) => `${short(title ?? item)} × ${quantity}`)
    .join(', ')
  return `${format.money(total)}${goods ? ` — ${goods}` : ''}${lines.length > GOODS ? ' …' : ''}`
}

const factsOf = (view: DeskView, say: Say, format: Format): readonly Part[] => {
  const { shopper, orders, margin, rules } = view
  const { limit, reserved, spent } = rules.budget
  return [
    fact(
      say('shopper'),
      [shopper.name ?? say('nameless'), ...(shopper.lang ? [shopper.lang] : [])].join(', '),
    ),
    fact(say('cart'), cartText(view, format)),
    fact(say('orders'), orders.count === 0 ? '0' : `${orders.count}, ${format.money(orders.sum)}`),
    fact(say('margin'), margin.kind === 'known' ? format.money(margin.room) : say('margin_unknown')),
    fact(say('budget'), limit === null ? say('no_limit') : format.money(limit - reserved - spent)),
    ...(shopper.segments.length > 0 ? [fact(say('segments'), shopper.segments.join(', '))] : []),
  ]
}

/** Lines may bring files, and words may not have arrived. */
type Line = DeskView['lines'][number] & {
  readonly attachments?: readonly { readonly medium: string; readonly name?: string }[]
}

const lineText = ({ text, attachments = [], failed }: Line, say: Say): string =>
  [
    ...(text === '' ? [] : [short(text)]),
    ...attachments.map(({ medium, name }) => `📎 ${name ?? medium}`),
    ...(failed === null ? [] : [`✗ ${say('undelivered', { why: failed })}`]),
  ].join(' · ')

const talkOf = (view: DeskView, say: Say): readonly Part[] => {
  const lines = view.lines
    .map((line) => ({ ...line, shown: lineText(line, say) }))
    .filter(({ shown }) => shown !== '')
    .slice(-LINES)
  if (lines.length === 0) return []
  return [
    words(say('said'), { weight: 'bolder' }),
    ...lines.map(({ who, by, shown }) => fact(`${say(`who_${who}`)}${by ? ` ${by}` : ''}`, shown)),
  ]
}

const stateText = (ticket: Ticket, say: Say, format: Format): string | null => {
  if (ticket.state === 'expired') return say('expired')
  if (ticket.state === 'taken')
    return say('taken', {
      by: ticket.decided?.by ?? '',
      time: format.time(ticket.decided?.at ?? ticket.opened),
    })
  if (ticket.state !== 'open') return null
  return ticket.away ? say('away') : say('until', { time: format.time(ticket.until) })
}

const offersPart = (choices: readonly Choosable[], first: string | null, say: Say): Part => ({
  ...{ type: 'Input.ChoiceSet', id: 'offer', style: 'compact', label: say('offer') },
  ...{ placeholder: say('choose'), isRequired: false },
  choices: choices.map(({ name, gift, title }) => ({ title, value: gift ? `${name} ${gift}` : name })),
  ...(first !== null && choices.some(({ name }) => name === first) && { value: first }),
})

const input = (id: string, label: string): Part => ({
  ...{ type: 'Input.Text', id, label, isMultiline: true, maxLength: 1000 },
})

type Button = { readonly ticket: Ticket; readonly version: number; readonly choices: readonly Choosable[] }

const execute = (
  title: string,
  verb: string,
  { ticket, version, choices }: Button,
  look: Part = {},
): Part => {
  const data = buttonData({
    ...{ ticket: ticket.id, act: verb, version },
    ...(verb === 'approve' && { choices }),
    ...(verb === 'take_over' && ticket.state === 'taken' && { from: ticket.decided?.by }),
  })
  return {
    ...{ type: 'Action.Execute', title, verb, data, ...look },
    // Clients that know no universal actions.
    fallback: { type: 'Action.Submit', title, data },
  }
}

const actionsOf = (button: Button, say: Say): readonly Part[] => {
  const { ticket, choices } = button
  const isTaken = ticket.state === 'taken'
  return [
    ...(choices.length > 0 ? [execute(say('approve'), 'approve', button, { style: 'positive' })] : []),
    {
      type: 'Action.ShowCard',
      title: say('decline'),
      card: {
        type: 'AdaptiveCard',
        body: [
          {
            ...{ type: 'Input.ChoiceSet', id: 'reason', style: 'expanded', value: 'too_small_margin' },
            choices: DECLINE_REASONS.map((reason) => ({ title: say(`reason_${reason}`), value: reason })),
          },
          input('why', say('decline_why')),
        ],
        actions: [execute(say('decline'), 'decline', button, { style: 'destructive' })],
      },
    },
    execute(
      isTaken ? say('take_from', { by: ticket.decided?.by ?? '' }) : say('take_over'),
      'take_over',
      button,
    ),
    ...(isTaken
      ? [
          {
            type: 'Action.ShowCard',
            title: say('send'),
            card: {
              type: 'AdaptiveCard',
              body: [input('text', say('reply'))],
              actions: [execute(say('send'), 'send', button)],
            },
          },
          execute(say('hand_back'), 'hand_back', button),
        ]
      : []),
  ]
}

export type CardParts = {
  readonly view: DeskView
  readonly ticket: WithFirst
  /** Of this card: another one for each change that shows. */
  readonly version: number
  readonly lang: Lang
  /** Of the desk's page, with the ticket. */
  readonly link: string
  /** What came of the last press. */
  readonly notice?: string | null
}

export const ticketCard = ({ view, ticket, version, lang, link, notice }: CardParts): DeskCard => {
  const say = wordsIn(lang)
  const format = formatIn(lang, view.currency, view.time_zone)
  const isOpen = isUndecided(ticket)
  const choices = isOpen ? choosable(view, say, format) : []
  const title = say('title', { reason: ticket.reason })
  const decided = decidedText(ticket, view, say, format)
  const state = stateText(ticket, say, format)
  const body: readonly Part[] = [
    words(title, { weight: 'bolder', size: 'medium' }),
    ...(notice ? [words(notice, { color: 'attention' })] : []),
    ...decided.map((line) => words(line, { weight: 'bolder' })),
    ...(state ? [words(state, { isSubtle: true })] : []),
    ...factsOf(view, say, format),
    ...(isOpen ? talkOf(view, say) : []),
    ...(choices.length > 0
      ? [offersPart(choices, firstChoice(view), say), input('words', say('words'))]
      : []),
  ]
  const open = { type: 'Action.OpenUrl', title: say('open'), url: link }
  return {
    summary: `${title} — ${format.money(view.cart.total)}`,
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      body,
      actions: [...(isOpen ? actionsOf({ ticket, version, choices }, say) : []), open],
    },
  }
}

/** In place of a ticket's card in a conversation that is the desk no more. */
export const movedCard = (text: string): DeskCard => ({
  summary: text,
  card: { type: 'AdaptiveCard', version: '1.5', body: [words(text, { isSubtle: true })] },
})
