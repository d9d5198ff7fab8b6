// The desk of an agent who is signed in: the list, the chosen page, and both kept fresh without losing what is written.
import { el, put } from '../dom.ts'
import { createAlert } from './alert.ts'
import { deskApi, type Place, Refused } from './api.ts'
import { countDown } from './countdown.ts'
import { createDrafts } from './drafts.ts'
import { formatOf } from './format.ts'
import { type DeskLang, sayIn } from './language.ts'
import { inOrder, isFor, isWaiting } from './list-view.ts'
import { createLive } from './live.ts'
import { createPageView } from './page-view.ts'
import type { Page } from './parts.ts'
import { refusalText } from './phrases.ts'
import { keyOfPlace, readPlace, writePlace } from './places.ts'
import { createSideList, type Tab } from './side-list.ts'
import { signInForm } from './sign-in.ts'
import { topBar } from './top-bar.ts'
import type { Attention, ListedTicket, ShopperView, TicketList } from './types.ts'
import { createUnread } from './unread.ts'

const EMPTY: Attention = { outages: [], undelivered: [], events: [], pools: [], steered: [] }

export const openDesk = (agent: string, lang: DeskLang): void => {
  const say = sayIn(lang)
  const drafts = createDrafts(agent)
  const unread = createUnread(agent)
  const alert = createAlert(say('desk'))
  let place: Place | null = readPlace()
  let tab: Tab = 'open'
  let list: TicketList | null = null
  let attention = EMPTY
  let view: ShopperView | null = null
  /** How far the server's clock is from ours; in a demo it is moved. */
  let ahead = 0

  const banner = el('p', { class: 'banner', role: 'alert', hidden: true }, say('server_gone'))
  const pageView = createPageView(() => go(null))
  const nothing = el('p', { class: 'nothing choose' }, say('choose'))
  const main = el('main', {}, nothing)
  const side = createSideList(
    say,
    (chosen) => {
      tab = chosen
      void live.now()
    },
    (id) => go({ kind: 'shopper', id }),
  )
  const door = el('div', { class: 'door', hidden: true })

  const go = (next: Place | null): void => {
    if (!next || !place || keyOfPlace(next) !== keyOfPlace(place)) {
      view = null
      pageView.tell('')
    }
    place = next
    writePlace(next)
    draw()
    void live.now()
  }
  const does: Page['does'] = async (act, done) => {
    try {
      await deskApi.act(act)
      pageView.tell(say(done))
      await live.now()
      return true
    } catch (error) {
      const format = formatOf(view ?? { currency: 'EUR', time_zone: 'UTC', now: 0 }, lang, say)
      const why = error instanceof Refused ? error.why : null
      // A first yes is kept: nothing went wrong.
      pageView.tell(why ? refusalText(why, format, say) : say('no_answer'), why?.code !== 'act_second_agent')
      await live.now()
      return false
    }
  }
  const pageOf = (shown: ShopperView, key: string): Page => ({
    ...{ view: shown, agent, lang, say, does, tell: pageView.tell, open: go, again: () => draw() },
    format: formatOf(shown, lang, say),
    draft: drafts.of(key),
    keep: (changed) => drafts.set(key, changed),
  })

  const calling = (tickets: readonly ListedTicket[]): readonly string[] =>
    tickets
      .filter(
        (ticket) =>
          (isWaiting(ticket) && isFor(ticket, agent)) ||
          (ticket.decided?.by === agent && ticket.waiting && unread.is(ticket)),
      )
      .map(({ id }) => id)

  const draw = (): void => {
    document.body.dataset.place = place ? 'page' : 'list'
    if (list) {
      const format = formatOf(list, lang, say)
      const chosen = place?.kind === 'ticket' ? place.id : null
      const choose = (id: string): void => go({ kind: 'ticket', id })
      side.draw({ tab, list, attention, parts: { agent, chosen, isUnread: unread.is, format, say, choose } })
    }
    if (!place || !view) {
      if (nothing.parentElement !== main) put(main, nothing)
      nothing.textContent = place ? '…' : say('choose')
    } else {
      pageView.draw(pageOf(view, keyOfPlace(place)))
      if (pageView.element.parentElement !== main) {
        put(main, pageView.element)
        pageView.toEnd()
      }
    }
    tick()
  }
  const tick = (): void => {
    if (list) countDown(Date.now() + ahead, formatOf(list, lang, say), say)
  }

  /** The door is shut, and the page behind it stays as it is. */
  const askIn = (): void => {
    if (!door.hidden) return
    live.stop()
    door.hidden = false
    const back = (name: string): void => {
      if (name !== agent) return location.reload()
      door.hidden = true
      put(door)
      void live.go()
    }
    put(door, signInForm(lang, say, agent, back))
  }
  const viewOf = async (wanted: Place | null): Promise<ShopperView | null> => {
    try {
      return wanted && (await deskApi.view(wanted))
    } catch (error) {
      if (!(error instanceof Refused) || error.why.status !== 404) throw error
      pageView.tell(say('r_no_such_ticket'), true)
      return null
    }
  }
  const look = async (): Promise<boolean> => {
    try {
      const wanted = place
      const [found, open, needs, shown] = await Promise.all([
        deskApi.tickets(tab === 'closed'),
        tab === 'closed' ? deskApi.tickets(false) : null,
        deskApi.attention(),
        viewOf(wanted),
      ])
      banner.hidden = true
      attention = needs
      list = found
      ahead = found.now - Date.now()
      if (wanted === place) view = shown
      if (view?.ticket && !document.hidden) unread.look(view.ticket)
      const mine = calling((open ?? found).tickets)
      alert.waiting(mine, say('group_waiting'))
      draw()
      return true
    } catch (error) {
      if (error instanceof Refused && error.why.code === 'sign_in') askIn()
      else banner.hidden = false
      return false
    }
  }
  const live = createLive(look)

  /** j and k go through the list, but never while something is typed. */
  const onKey = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select')
    const step = { j: 1, k: -1 }[event.key]
    if (!step || typing || event.ctrlKey || event.metaKey || event.altKey || !list || !door.hidden) return
    const ids = tab === 'closed' ? list.tickets.map(({ id }) => id) : inOrder(list.tickets, agent)
    const at = place?.kind === 'ticket' ? ids.indexOf(place.id) : -1
    const next = ids[at < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, at + step))]
    if (next) go({ kind: 'ticket', id: next })
  }
  const leave = async (): Promise<void> => {
    live.stop()
    try {
      await deskApi.signOut()
    } catch {
      banner.hidden = false
      return void live.go()
    }
    drafts.forget()
    location.assign(location.pathname)
  }

  put(
    document.body,
    topBar(agent, lang, say, () => void leave()),
    banner,
    el('div', { class: 'desk' }, side.element, main),
    door,
  )
  document.addEventListener('keydown', onKey)
  addEventListener('popstate', () => {
    place = readPlace()
    view = null
    draw()
    void live.now()
  })
  setInterval(tick, 1000)
  draw()
  void live.now()
}
