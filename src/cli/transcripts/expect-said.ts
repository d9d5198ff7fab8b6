// The line `said:` of a transcript, held against what the shopper's messages have brought along so far.
import { digitsOf, toMajor } from '../../core/money.ts'
import { dayOf, saidNow } from '../../core/said.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Stage } from './stage.ts'
import type { Lines } from './transcript.ts'
import type { Wrong } from './wrong.ts'

type Told = Exclude<Lines['said'], 'nothing'>

/** As a transcript writes it. */
const toldBy = (shopper: Shopper | null, stage: Stage): Told => {
  const said = shopper && saidNow(shopper, stage.now())
  if (!said) return {}
  const { quantity, sum, percent, by, items } = said
  return {
    ...(quantity !== undefined && { quantity }),
    ...(sum && {
      sum: `${toMajor(sum.amount, digitsOf(sum.currency)).replace(/\.0+$/, '')} ${sum.currency}`,
    }),
    ...(percent !== undefined && { percent }),
    ...(by !== undefined && { by: dayOf(by, stage.rulebook.shop.time_zone) }),
    ...(items?.[0] && { item: items[0].item }),
  }
}

const words = (told: Told): string => {
  const all = Object.entries(told).map(([name, value]) => `${name}: ${value}`)
  return all.length > 0 ? `{ ${all.join(', ')} }` : 'nothing'
}

/** What the line names must be so; `nothing` allows nothing at all. */
export const expectSaid = (stage: Stage, shopper: Shopper | null, value: Lines['said']): Wrong | null => {
  const told = toldBy(shopper, stage)
  const wanted = value === 'nothing' ? {} : value
  const fits =
    value === 'nothing'
      ? Object.keys(told).length === 0
      : Object.entries(wanted).every(([name, one]) => String(told[name as keyof Told]) === String(one))
  return fits ? null : { message: `what was said is ${words(told)}`, expected: words(wanted) }
}
