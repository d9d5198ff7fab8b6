// What an agent can do with a ticket. Each act goes to the server once, and its answer is told.
import { el } from '../dom.ts'
import { deskApi, Refused, type TicketView } from './api.ts'
import { type Format, offerText, refusalText, wordy } from './phrases.ts'

type Does = (act: Readonly<Record<string, unknown>>, done: string) => Promise<boolean>

export const actsView = (
  view: TicketView,
  agent: string,
  format: Format,
  tell: (text: string) => void,
): HTMLElement => {
  const { ticket } = view
  const does: Does = async (act, done) => {
    try {
      await deskApi.act({ ticket: ticket.id, ...act })
      tell(done)
      return true
    } catch (error) {
      tell(error instanceof Refused ? refusalText(error.why, format) : 'The server does not answer.')
      return false
    }
  }
  const mine = ticket.state === 'open' || (ticket.state === 'taken' && ticket.decided?.by === agent)
  return el(
    'div',
    { class: 'acts' },
    mine && decideView(view, format, does),
    writeView(does),
    !mine && issueView(view, format, does),
  )
}

const offersOf = (view: TicketView, format: Format): HTMLSelectElement =>
  el(
    'select',
    { 'aria-label': 'Offer' },
    ...view.offers.map((offer) =>
      el('option', { value: offer.name }, `${wordy(offer.name)}: ${offerText(offer, format)}`),
    ),
  )

const decideView = (view: TicketView, format: Format, does: Does): HTMLElement => {
  const offer = offersOf(view, format)
  const why = el('input', { placeholder: 'Why not? (stays inside)', 'aria-label': 'Reason', maxlength: 500 })
  const ceiling = view.cart.total
  const approve = () =>
    does({ act: 'approve', offer: offer.value, ceiling }, 'Approved: the code is on its way.')
  const decline = async () => {
    if (why.value.trim() === '') why.focus()
    else await does({ act: 'decline', why: why.value }, 'Declined.')
  }
  const taken = view.ticket.state === 'taken'
  const turn = taken
    ? button('Hand back to the bot', () => does({ act: 'hand_back' }, 'The bot answers again.'))
    : button('Take over', () => does({ act: 'take_over' }, 'The talk is yours: the bot keeps silent.'))
  return el(
    'div',
    { class: 'decide' },
    el(
      'div',
      { class: 'row' },
      offer,
      button(`Approve for a cart of ${format.money(ceiling)}`, approve, 'main'),
    ),
    el('div', { class: 'row' }, why, button('Decline', decline), turn),
  )
}

const writeView = (does: Does): HTMLElement => {
  const text = el('textarea', {
    rows: 2,
    placeholder: 'Write here…',
    'aria-label': 'Message or note',
    maxlength: 4000,
  })
  const write = (act: 'send' | 'note', done: string) => async () => {
    if (text.value.trim() === '') return text.focus()
    if (await does({ act, text: text.value }, done)) text.value = ''
  }
  return el(
    'div',
    { class: 'row write' },
    text,
    button('Send to shopper', write('send', 'Sent.'), 'main'),
    button('Keep as note', write('note', 'Noted: the shopper does not see it.')),
  )
}

const issueView = (view: TicketView, format: Format, does: Does): HTMLElement => {
  const offer = offersOf(view, format)
  const campaign = view.campaigns.includes(view.ticket.campaign) ? view.ticket.campaign : view.campaigns[0]
  const issue = () => does({ act: 'issue', offer: offer.value, campaign }, 'Issued: the code is on its way.')
  return el('div', { class: 'row' }, offer, button('Issue a code', issue))
}

const button = (text: string, does: () => Promise<unknown>, kind = ''): HTMLButtonElement => {
  const press = async (): Promise<void> => {
    element.disabled = true
    await does()
    element.disabled = false
  }
  const element = el('button', { type: 'button', class: kind, click: () => void press() }, text)
  return element
}
