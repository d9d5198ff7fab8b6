// The left side of the desk: tabs, search, and what the chosen tab lists.
import { el } from '../dom.ts'
import { attentionCount, attentionView } from './attention-view.ts'
import { createAuditPanel } from './audit-panel.ts'
import { createDigestPanel } from './digest-panel.ts'
import { findView } from './find-view.ts'
import type { Key, Say } from './language.ts'
import { type ListParts, listView } from './list-view.ts'
import { redraw } from './redraw.ts'
import type { Attention, TicketList } from './types.ts'

export const TABS = ['open', 'closed', 'attention', 'find', 'digest', 'audit'] as const
export type Tab = (typeof TABS)[number]

export type Listed = {
  readonly tab: Tab
  readonly list: TicketList
  readonly attention: Attention
  readonly parts: Omit<ListParts, 'search' | 'closed'>
}

export const createSideList = (say: Say, choose: (tab: Tab) => void, openShopper: (id: string) => void) => {
  const tabs = el('div', { class: 'tabs' })
  const search = el('input', { type: 'search', placeholder: say('search'), 'aria-label': say('search') })
  const body = el('div', { class: 'listed' })
  const hint = el('p', { class: 'hint keys' }, say('keys'))
  const find = findView(say, openShopper)
  const digests = createDigestPanel(say)
  const audit = createAuditPanel(say, openShopper)
  let last: Listed | null = null

  const draw = (listed: Listed): void => {
    last = listed
    const { tab, list, attention, parts } = listed
    const count = attentionCount(attention)
    redraw(tabs, [tab, count], () =>
      TABS.map((one) => {
        const more = one === 'attention' && count > 0 ? ` (${count})` : ''
        const props = { type: 'button', 'data-focus': `tab-${one}`, 'aria-pressed': String(one === tab) }
        const key: Key = `tab_${one}`
        return el(
          'button',
          { ...props, class: more ? 'calls' : '', click: () => choose(one) },
          say(key) + more,
        )
      }),
    )
    const isList = tab === 'open' || tab === 'closed'
    search.hidden = !isList
    hint.hidden = !isList
    const marks = list.tickets.map((ticket) => parts.isUnread(ticket))
    redraw(
      body,
      [tab, isList && [list.tickets, marks, parts.chosen, search.value], !isList && attention],
      () => {
        if (tab === 'find') return [find]
        if (tab === 'digest') return [digests.show()]
        if (tab === 'audit') return [audit.show(parts.format)]
        if (tab === 'attention') return attentionView(attention, say, openShopper, parts.format)
        return listView(list.tickets, { ...parts, closed: tab === 'closed', search: search.value })
      },
    )
  }
  search.addEventListener('input', () => last && draw(last))
  return {
    element: el('nav', { class: 'list', 'aria-label': say('tickets') }, tabs, search, body, hint),
    draw,
  }
}
