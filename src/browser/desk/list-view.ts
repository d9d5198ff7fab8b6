// The list of tickets: who must be answered soonest first, then who is with an agent, then who was missed.
import { el } from '../dom.ts'
import type { Format } from './format.ts'
import type { Key, Say } from './language.ts'
import { reasonText, stateText } from './phrases.ts'
import { saidWords } from './said-words.ts'
import type { ListedTicket } from './types.ts'

type Group = { readonly title: Key; readonly tickets: readonly ListedTicket[] }

export const isWaiting = (ticket: ListedTicket): boolean => ticket.state === 'open' && !ticket.away

/** Nobody is named for it, or this agent is; a first yes of one's own waits for the others. */
export const isFor = ({ assigned, first }: ListedTicket, agent: string): boolean =>
  (assigned === undefined || assigned.to === agent) && first?.by !== agent

const soonest = (a: ListedTicket, b: ListedTicket): number => a.until - b.until || (a.id < b.id ? -1 : 1)

const groupsOf = (tickets: readonly ListedTicket[], agent: string): readonly Group[] => {
  const of = (title: Key, is: (ticket: ListedTicket) => boolean): Group => ({
    title,
    tickets: tickets.filter(is).toSorted(soonest),
  })
  const taken = (ticket: ListedTicket) => ticket.state === 'taken'
  return [
    of('group_waiting', (ticket) => isWaiting(ticket) && isFor(ticket, agent)),
    of('group_mine', (ticket) => taken(ticket) && ticket.decided?.by === agent),
    of(
      'group_others',
      (ticket) =>
        (taken(ticket) && ticket.decided?.by !== agent) || (isWaiting(ticket) && !isFor(ticket, agent)),
    ),
    of('group_missed', (ticket) => ticket.state === 'expired'),
    of('group_away', (ticket) => ticket.state === 'open' && ticket.away === true),
  ]
}

/** In the order in which they stand on the page, for the keys. */
export const inOrder = (tickets: readonly ListedTicket[], agent: string): readonly string[] =>
  groupsOf(tickets, agent).flatMap((group) => group.tickets.map(({ id }) => id))

export type ListParts = {
  readonly agent: string
  readonly chosen: string | null
  readonly closed: boolean
  readonly search: string
  readonly isUnread: (ticket: ListedTicket) => boolean
  readonly format: Format
  readonly say: Say
  readonly choose: (id: string) => void
}

/** What the second line says; `data-until` is counted down by the desk's clock. */
const whenOf = (ticket: ListedTicket, { format, say }: ListParts): HTMLElement => {
  const { state, until, away, waiting } = ticket
  if (state === 'open' && !away)
    return el('small', { class: 'when', 'data-until': until, 'data-says': 'answer_in' })
  if (state === 'taken')
    return el('small', { class: 'when', 'data-until': until, 'data-says': waiting ? 'answer_in' : 'idle_in' })
  if (state === 'expired')
    return el('small', { class: 'when over' }, say('missed_at', { at: format.time(until) }))
  return el('small', { class: 'when' }, stateText(ticket, format, say))
}

const itemOf = (ticket: ListedTicket, parts: ListParts): HTMLElement => {
  const { chosen, isUnread, format, say, choose } = parts
  const unread = isUnread(ticket)
  const said = saidWords(ticket.said, format, say)
  const mark = unread && el('span', { class: 'unread' }, el('span', { class: 'hidden' }, say('unread')))
  const click = () => choose(ticket.id)
  const props = {
    type: 'button',
    class: `ticket ${ticket.state}`,
    'data-focus': ticket.id,
    'data-ticket': ticket.id,
  }
  return el(
    'li',
    {},
    el(
      'button',
      { ...props, 'aria-current': ticket.id === chosen && 'true', click },
      el('b', {}, ticket.name ?? reasonText(ticket.reason, say), mark),
      el('span', { class: 'sum' }, format.money(ticket.cart)),
      ticket.name === null ? null : el('small', {}, reasonText(ticket.reason, say)),
      said && el('small', { class: 'said' }, said),
      ticket.state === 'taken' && el('small', {}, ticket.decided?.by ?? ''),
      ticket.state !== 'taken' &&
        ticket.assigned &&
        el('small', {}, say('assigned_to', { to: ticket.assigned.to })),
      ticket.first && el('small', { class: 'first' }, say('waits_second', { by: ticket.first.by })),
      whenOf(ticket, parts),
    ),
  )
}

const fits = (ticket: ListedTicket, search: string, say: Say): boolean => {
  const text = [
    ticket.name,
    ticket.email,
    reasonText(ticket.reason, say),
    ticket.campaign,
    ticket.decided?.by,
  ]
  return text.join(' ').toLowerCase().includes(search.trim().toLowerCase())
}

export const listView = (tickets: readonly ListedTicket[], parts: ListParts): readonly HTMLElement[] => {
  const { agent, closed, search, say } = parts
  const found = tickets.filter((ticket) => fits(ticket, search, say))
  if (found.length === 0)
    return [el('p', { class: 'nothing' }, say(closed || search ? 'nothing_closed' : 'nothing_open'))]
  if (closed) return [el('ul', { class: 'tickets' }, ...found.map((ticket) => itemOf(ticket, parts)))]
  return groupsOf(found, agent)
    .filter((group) => group.tickets.length > 0)
    .flatMap((group) => [
      el('h2', {}, `${say(group.title)} (${group.tickets.length})`),
      el('ul', { class: 'tickets' }, ...group.tickets.map((ticket) => itemOf(ticket, parts))),
    ])
}
