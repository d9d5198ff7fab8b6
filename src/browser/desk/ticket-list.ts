// The list of tickets at the desk's left.
import { el } from '../dom.ts'
import type { Ticket } from './api.ts'
import { type Format, wordy } from './phrases.ts'

const stateText = (ticket: Ticket, { time }: Format): string =>
  ticket.state === 'open' ? `answer by ${time(ticket.until)}` : `${wordy(ticket.state)}${by(ticket, time)}`

const by = ({ decided }: Ticket, time: Format['time']): string =>
  decided ? ` by ${decided.by}, ${time(decided.at)}` : ''

export const ticketList = (
  tickets: readonly Ticket[],
  chosen: string | null,
  format: Format,
  choose: (id: string) => void,
): HTMLElement => {
  const item = (ticket: Ticket): HTMLElement =>
    el(
      'li',
      {},
      el(
        'button',
        {
          ...{
            type: 'button',
            class: `ticket ${ticket.state}`,
            'aria-current': ticket.id === chosen && 'true',
          },
          click: () => choose(ticket.id),
        },
        el('b', {}, wordy(ticket.reason)),
        el('span', {}, format.money(ticket.cart)),
        el('small', {}, stateText(ticket, format)),
      ),
    )
  if (tickets.length === 0)
    return el('p', { class: 'nothing' }, 'Nothing here. New tickets appear by themselves.')
  return el('ul', { class: 'tickets' }, ...tickets.map(item))
}
