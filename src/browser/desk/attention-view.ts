// What nobody will do unless an agent sees it: deliveries that were given up, pools of codes to be filled, and events
// that met a defect.
import { el } from '../dom.ts'
import type { Say } from './language.ts'
import type { Attention } from './types.ts'

export const attentionCount = ({ undelivered, events, pools }: Attention): number =>
  undelivered.length + events.length + pools.length

export const attentionView = (
  attention: Attention,
  say: Say,
  open: (shopper: string) => void,
): readonly HTMLElement[] => {
  const { undelivered, events, pools } = attention
  if (attentionCount(attention) === 0) return [el('p', { class: 'nothing' }, say('attention_none'))]
  const items = undelivered.map((item) =>
    el(
      'li',
      {},
      el(
        'button',
        { type: 'button', class: 'ticket missed', 'data-focus': item.id, click: () => open(item.shopper) },
        el('b', {}, item.channel || item.kind),
        el('small', {}, say('attention_try', { n: item.tries, why: item.why })),
        item.text && el('small', {}, item.text.slice(0, 120)),
      ),
    ),
  )
  return [
    ...(items.length > 0
      ? [
          el('h2', {}, `${say('attention_items')} (${items.length})`),
          el('p', { class: 'hint' }, say('attention_do')),
          el('ul', { class: 'tickets' }, ...items),
        ]
      : []),
    ...(pools.length > 0
      ? [
          el('h2', {}, say('attention_pools')),
          el('p', { class: 'hint' }, say('attention_pools_do')),
          el(
            'ul',
            { class: 'events' },
            ...pools.map(({ pool, left, offers }) =>
              el('li', {}, say('attention_pool', { pool, n: left, offers: offers.join(', ') })),
            ),
          ),
        ]
      : []),
    ...(events.length > 0
      ? [
          el('h2', {}, say('attention_events', { n: events.length })),
          el('p', { class: 'hint' }, say('attention_events_do')),
          el(
            'ul',
            { class: 'events' },
            ...events.slice(0, 20).map(({ id }) => el('li', {}, el('code', {}, id))),
          ),
        ]
      : []),
  ]
}
