// The conditions of a code in words: one text each, in the order in which a shopper wants to know them. Keys only.
import type { CodeTerms } from '../codes/code.ts'
import type { Arg, TextRef } from '../message.ts'
import type { NamedGoods } from './use-terms.ts'

const clock = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

/** By the author's own words where there are some; else categories and items by the names that the shop gave them. */
const named = ({ words, items = [], categories = [] }: NamedGoods): Arg =>
  words ? { text: { key: words, args: {} } } : [...categories, ...items].join(', ')

const text = (name: string, args: TextRef['args'] = {}): TextRef => ({ key: `bot.terms_${name}`, args })

/** Nothing where the code counts for everything, at any time, once. */
export const conditionsOf = (terms: CodeTerms): readonly TextRef[] => {
  const { on, with: withGoods, days, hours, uses, first_order, not_on_sale, stacks } = terms
  const all: (TextRef | false | undefined)[] = [
    on && (on === 'goods' ? text('on_goods', { goods: named(terms) }) : text(`on_${on}`)),
    not_on_sale && text('not_on_sale'),
    withGoods &&
      text('with_goods', {
        goods: named(withGoods),
        has_goods: withGoods.items || withGoods.categories ? 'yes' : 'no',
        count: withGoods.count ?? 1,
      }),
    first_order && text('first_order'),
    (days || hours) &&
      text('days_hours', {
        days: days ? { days } : '',
        has_days: days ? 'yes' : 'no',
        hours: hours ? `${clock(hours.from)}–${clock(hours.to)}` : '',
        has_hours: hours ? 'yes' : 'no',
      }),
    uses !== undefined && text('uses', { uses }),
    stacks && text('stacks'),
  ]
  return all.filter((one) => one !== false && one !== undefined)
}
