// What the shopper said, in the agent's words: "20 pcs · by 27 November · asks 15% off". Makes no elements.
import type { Found } from '../../core/found.ts'
import { moneyIn } from '../money.ts'
import type { Format } from './format.ts'
import type { Say } from './language.ts'

/** Empty: nothing was said that a flow may use. */
export const saidWords = (said: Found | undefined, { lang, day }: Format, say: Say): string => {
  if (!said) return ''
  const { quantity, sum, percent, by, items = [] } = said
  const locale = { en: 'en', uk: 'uk-UA', ru: 'ru-RU' }[lang]
  return [
    ...(quantity === undefined ? [] : [say('said_quantity', { n: quantity })]),
    ...(items.length === 0 ? [] : [items.map(({ item, title }) => title ?? item).join(', ')]),
    ...(by === undefined ? [] : [say('said_by', { day: day(by) })]),
    ...(sum ? [say('said_sum', { sum: moneyIn(sum.currency, locale)(sum.amount) })] : []),
    ...(percent === undefined ? [] : [say('said_percent', { percent })]),
  ].join(' · ')
}
