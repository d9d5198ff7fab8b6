// What happened: the way from hesitating to coming back, as bars with their counts.
import { el } from '../dom.ts'
import type { Numbers, Say } from './figures-text.ts'
import { stagesOf } from './funnel.ts'
import type { Compared } from './types.ts'
import { barOf } from './whisker.ts'

export const funnelView = (found: Compared, say: Say, number: Numbers): readonly HTMLElement[] => {
  const stages = stagesOf(found.figures)
  const { figures, ratios } = found
  const { frequency, margin } = ratios
  const rate = (orders: number | null): string => (orders === null ? '–' : orders.toFixed(2))
  const facts: readonly (readonly [string, string])[] = [
    [say('orders'), number.whole(figures.orders)],
    [say('revenue'), number.money(figures.revenue)],
    [say('mean_order'), ratios.mean_order === null ? '–' : number.money(ratios.mean_order)],
    [say('with_code'), number.share(ratios.orders_with_code)],
    [say('repeat'), number.share(ratios.repeat_share)],
    [say('returning'), number.share(ratios.returning_share)],
    [say('frequency'), `${rate(frequency.before)} → ${rate(frequency.after)}`],
    ...(margin
      ? [
          [
            say('margin'),
            say('margin_for', { sum: number.money(margin.sum), percent: number.share(margin.known_for) }),
          ] as const,
        ]
      : []),
  ]
  return [
    el('h2', {}, say('happened')),
    el('p', { class: 'hint' }, say('happened_about')),
    el(
      'ol',
      { class: 'funnel' },
      ...stages.map(({ key, count, share }) =>
        el(
          'li',
          { 'data-stage': key.slice(2) },
          el('span', { class: 'stage' }, say(key)),
          barOf([{ share: (share ?? 0) / 100, kind: key === 'f_lost_again' ? 'lost' : 'full' }]),
          el('b', {}, number.whole(count)),
          el('span', { class: 'share' }, number.share(share)),
        ),
      ),
    ),
    el('h3', {}, say('more_figures')),
    el(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
    ),
    ...(frequency.before === null ? [] : [el('p', { class: 'hint' }, say('frequency_about'))]),
    ...(figures.open > 0
      ? [el('p', { class: 'hint' }, say('open_windows', { n: number.whole(figures.open) }))]
      : []),
  ]
}
