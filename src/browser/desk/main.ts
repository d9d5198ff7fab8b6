// The desk's page: signing in, then the list of tickets and the chosen one, kept fresh by the server's word.
import { el, put } from '../dom.ts'
import { actsView } from './acts-view.ts'
import { deskApi, Refused, type TicketView } from './api.ts'
import { factsView } from './facts-view.ts'
import { formatOf, wordy } from './phrases.ts'
import { signIn } from './sign-in.ts'
import { talkView } from './talk-view.ts'
import { ticketList } from './ticket-list.ts'

/** Looked at anyway, should the server's word get lost. */
const LOOK_EVERY = 10_000

const desk = (agent: string): void => {
  let chosen: string | null = null
  let closed = false
  let shown = ''
  const list = el('nav', { class: 'list', 'aria-label': 'Tickets' })
  const page = el('main', { class: 'page' }, el('p', { class: 'nothing' }, 'Choose a ticket.'))
  const said = el('p', { class: 'told', role: 'status' })
  const tell = (text: string): void => {
    said.textContent = text
    void look()
  }

  const look = async (): Promise<void> => {
    try {
      const found = await deskApi.tickets(closed)
      put(list, tabs(), ticketList(found.tickets, chosen, formatOf(found), choose))
      if (chosen !== null) show(await deskApi.ticket(chosen))
    } catch (error) {
      if (error instanceof Refused && error.why.code === 'sign_in') location.reload()
    }
  }
  const choose = (id: string): void => {
    chosen = id
    shown = ''
    said.textContent = ''
    void look()
  }
  const tab = (text: string, is: boolean): HTMLElement => {
    const click = (): void => {
      closed = is
      void look()
    }
    return el('button', { type: 'button', 'aria-pressed': String(closed === is), click }, text)
  }
  const tabs = (): HTMLElement => el('div', { class: 'tabs' }, tab('Open', false), tab('Closed', true))

  /** Drawn anew only when something has changed: an agent may be writing. */
  const show = (view: TicketView): void => {
    const state = JSON.stringify(view)
    if (state === shown || view.ticket.id !== chosen) return
    const typed = shown === '' ? '' : (page.querySelector('textarea')?.value ?? '')
    shown = state
    const format = formatOf(view)
    const { ticket } = view
    const decided = ticket.decided
      ? `${wordy(ticket.state)} by ${ticket.decided.by}, ${format.time(ticket.decided.at)}`
      : `${wordy(ticket.state)}, to be answered by ${format.time(ticket.until)}`
    const talk = talkView(view.lines, format)
    put(
      page,
      el(
        'header',
        {},
        el('h2', {}, wordy(ticket.reason)),
        el('p', {}, `${wordy(ticket.campaign)} · ${decided}`),
      ),
      el('div', { class: 'columns' }, talk, factsView(view, format)),
      said,
      actsView(view, agent, format, tell),
    )
    const text = page.querySelector('textarea')
    if (text) text.value = typed
    talk.scrollTo({ top: talk.scrollHeight })
  }

  const leave = async (): Promise<void> => {
    await deskApi.signOut()
    location.reload()
  }
  put(
    document.body,
    el(
      'header',
      { class: 'top' },
      el('b', {}, 'Winback desk'),
      el('span', {}, agent),
      el('button', { type: 'button', click: () => void leave() }, 'Sign out'),
    ),
    el('div', { class: 'desk' }, list, page),
  )
  new EventSource('/desk/api/changes').onmessage = () => void look()
  setInterval(() => void look(), LOOK_EVERY)
  void look()
}

const start = async (): Promise<void> => {
  const { agent } = await deskApi.me()
  if (agent === null) signIn(desk)
  else desk(agent)
}

void start()
