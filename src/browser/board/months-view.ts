// Month by month: the share of orders with a code, and of shoppers who say that the price is in the way.
import { el } from '../dom.ts'
import type { Numbers, Say } from './figures-text.ts'
import { tableView } from './table-view.ts'
import type { Report } from './types.ts'

const share = (part: number, all: number): number | null => (all === 0 ? null : (part / all) * 100)

export const monthsView = ({ months, price_rise }: Report, say: Say, number: Numbers): readonly Node[] => [
  el('h2', {}, say('months_title')),
  el('p', { class: 'hint' }, say('by_month_about')),
  tableView(
    say('by_month'),
    [
      { text: say('month'), left: true },
      ...(['f_enrolled', 'orders', 'with_code', 'told_reason', 'said_price'] as const).map((key) => ({
        text: say(key),
      })),
    ],
    months
      .toReversed()
      .map(({ month, enrolled, orders, with_code, told, price }) => [
        month,
        ...[number.whole(enrolled), number.whole(orders), number.share(share(with_code, orders))],
        ...[number.whole(told), number.share(share(price, told))],
      ]),
  ),
  ...(price_rise?.significant
    ? [
        el(
          'p',
          { class: 'hint' },
          say('d_price_rise', {
            now: number.share(price_rise.now * 100),
            before: number.share(price_rise.before * 100),
          }),
        ),
      ]
    : []),
]
