// The months of a report in a terminal: orders with a code, and how many say that the price is in the way.
import type { Report } from '../../core/report/report.ts'
import { table } from './table.ts'
import type { Parts } from './words.ts'

const share = (part: number, all: number): number | null => (all === 0 ? null : (part / all) * 100)

/** The latest so many. */
const SHOWN = 12

export const monthsText = ({ months, price_rise }: Report, { say, number }: Parts): string => {
  const heads = [
    { head: say('month'), left: true },
    ...(['f_enrolled', 'orders', 'with_code', 'told_reason', 'said_price'] as const).map((key) => ({
      head: say(key),
    })),
  ]
  const rows = months
    .slice(-SHOWN)
    .map(({ month, enrolled, orders, with_code, told, price }) => [
      month,
      ...[number.whole(enrolled), number.whole(orders), number.share(share(with_code, orders))],
      ...[number.whole(told), number.share(share(price, told))],
    ])
  return [
    table(heads, rows),
    '',
    ...(price_rise?.significant
      ? [
          `  ${say('d_price_rise', { now: number.share(price_rise.now * 100), before: number.share(price_rise.before * 100) })}`,
          '',
        ]
      : []),
  ].join('\n')
}
