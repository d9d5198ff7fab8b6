// What an order lacks for a code, for the checkout: as data and in words. Knows no routes.
import { localTime } from '../core/time/local-time.ts'
import type { Wants } from '../core/using/use.ts'

type Shop = { readonly time_zone: string }

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Hours as "10:00-18:00" of the shop's clock, times in ISO 8601. */
export const wantsOut = (wants: Wants | undefined) => {
  if (!wants) return {}
  const { hours, from, words: _, ...rest } = wants
  return {
    wants: {
      ...rest,
      ...(hours && { hours: `${clock(hours.from)}-${clock(hours.to)}` }),
      ...(from !== undefined && { from: new Date(from).toISOString() }),
    },
  }
}

const whenText = ({ from }: Wants, { time_zone }: Shop): string => {
  if (from === undefined) return 'This code can not be used at this time'
  const { year, month, day, hour, minute } = localTime(from, time_zone)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `This code can be used from ${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)} on (${time_zone})`
}

const goodsText = ({ items = [], categories = [] }: Wants): string => [...categories, ...items].join(', ')

/** A sentence where there is more to say than the reason; null: the reason says it all. */
export const wantsText = (reason: string, wants: Wants | undefined, shop: Shop): string | null => {
  if (!wants) return null
  const goods = goodsText(wants)
  if (reason === 'not_now') return whenText(wants, shop)
  if (reason === 'with_goods') {
    const what = goods === '' ? 'items' : `of: ${goods}`
    return `This code needs ${wants.count ?? 1} ${what}; this order has ${wants.has ?? 0}`
  }
  if (reason === 'not_these_goods') {
    const sale = wants.not_on_sale ? ', goods on sale left out' : ''
    return goods === '' ? null : `This code counts for: ${goods}${sale}`
  }
  return reason === 'not_with_other_codes' ? `This code can not be used together with ${wants.other}` : null
}
