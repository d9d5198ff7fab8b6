// `goal:` -> what a campaign wants of a shopper, and in what time. The report judges by it.
import type { Goal } from '../core/enrolment/goal.ts'
import { readDuration } from './durations.ts'
import type { Ground } from './ground.ts'
import { type Entry, openFields } from './node.ts'
import { sumOfFact } from './shop-facts.ts'
import { readPositiveSum } from './sums.ts'

/** Each way to say one; `order_from` has its time beside it. */
const WAYS = [
  'order_within',
  'back_within',
  'order_from',
  'new_category_within',
  'free_delivery_within',
] as const
const KEYS = [...WAYS, 'within']
const HOW = 'goal: { order_within: 7d }'

const readFree = (entry: Entry, { report, shop }: Ground): number | null => {
  const fact = shop.facts.free_delivery_from
  const from = typeof fact === 'string' ? sumOfFact(fact, shop.currency) : null
  if (from !== null) return from
  report.problem(entry.at, 'the shop does not say from which sum delivery is free', {
    expected: `free_delivery_from: 1500 ${shop.currency} under facts in flows/shop.yaml`,
  })
  return null
}

export const readGoal = (entry: Entry | undefined, ground: Ground): Goal | null => {
  const { report, unit } = ground
  const fields = entry && openFields(entry.value, 'the goal', KEYS, report)
  if (!entry || !fields) return null
  const ways = WAYS.filter((way) => fields.has(way))
  const way = ways[0]
  if (way === undefined || ways.length > 1) {
    const message = way ? `one goal cannot be both: ${ways.join(', ')}` : 'the goal says nothing'
    report.problem(entry.value.at, message, { expected: HOW })
    return null
  }
  const stated = fields.get(way)!
  const within = fields.get('within')
  if (way !== 'order_from') {
    if (within) report.problem(within.at, `within belongs to order_from; ${way} says the time itself`)
    const order_within = readDuration(stated.value, way, report)
    if (order_within === null) return null
    if (way === 'back_within') return { order_within, wants: 'back' }
    if (way === 'new_category_within') return { order_within, wants: 'new_category' }
    if (way === 'order_within') return { order_within }
    const from = readFree(stated, ground)
    return from === null ? null : { order_within, wants: 'free_delivery', from }
  }
  const from = readPositiveSum(stated.value, 'order_from', unit, report)
  const time = within ? readDuration(within.value, 'within', report) : null
  if (!within) {
    const expected = `goal: { order_from: 2000 ${ground.shop.currency}, within: 14d }`
    report.problem(entry.value.at, 'this goal does not say in what time', { expected })
  }
  return from === null || time === null ? null : { order_within: time, wants: 'larger_order', from }
}
