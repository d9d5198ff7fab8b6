// What nobody will do unless an agent sees it: deliveries that were given up, pools of codes to be filled, events that
// met a defect; and what steering did to campaigns.
import { el } from '../dom.ts'
import type { Format } from './format.ts'
import type { Say } from './language.ts'
import type { Attention } from './types.ts'

export const attentionCount = ({ outages, undelivered, events, pools, steered }: Attention): number =>
  outages.length + undelivered.length + events.length + pools.length + steered.length

/** Nobody here need do anything but whoever looks after the server. */
const outagesView = (outages: Attention['outages'], say: Say, format: Format): readonly HTMLElement[] => {
  if (outages.length === 0) return []
  const lines = outages.map(({ way, since, why }) =>
    el('li', {}, el('b', {}, way), el('small', {}, say('attention_down', { time: format.time(since), why }))),
  )
  return [
    el('h2', {}, say('attention_outages')),
    el('p', { class: 'hint' }, say('attention_outages_do')),
    el('ul', { class: 'events' }, ...lines),
  ]
}

/** What was done to campaigns by their figures, newest first: nobody need do anything, somebody should know. */
const steeredView = (steered: Attention['steered'], say: Say, format: Format): readonly HTMLElement[] => {
  if (steered.length === 0) return []
  const lines = steered.toReversed().map(({ at, did, campaign, to = '', amount = 0 }) => {
    const words = { campaign, to, sum: format.money(amount) }
    return el('li', {}, el('b', {}, say(`steered_${did}`, words)), el('small', {}, format.time(at)))
  })
  return [
    el('h2', {}, say('steered_title')),
    el('p', { class: 'hint' }, say('steered_do')),
    el('ul', { class: 'events' }, ...lines),
  ]
}

export const attentionView = (
  attention: Attention,
  say: Say,
  open: (shopper: string) => void,
  format: Format,
): readonly HTMLElement[] => {
  const { outages, undelivered, events, pools, steered } = attention
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
    ...outagesView(outages, say, format),
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
    ...steeredView(steered, say, format),
  ]
}
