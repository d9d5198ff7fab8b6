// `budget:` of a campaign and of the shop, and the shop's share of discounted orders. Knows sums and counts, no offers.
import { type DiscountedOrders, type Limits, PERIODS, type ShopLimits } from '../core/budget/limits.ts'
import { isNone, readPercent, readWhole } from './names.ts'
import { type Entry, type Node, openFields, openScalar } from './node.ts'
import type { Report } from './problem.ts'
import { readPositiveSum, readSum } from './sums.ts'

const KEYS = ['amount', 'codes', 'per_shopper', 'per_day', 'per_week', 'per_month']
const MOST_CODES = 100_000_000

const readBounds = (
  fields: ReadonlyMap<string, Entry>,
  unit: string | null,
  report: Report,
): { readonly limits: Limits; readonly sums: readonly Entry[] } => {
  const sums = ['per_shopper', 'per_day', 'per_week', 'per_month'].flatMap((key) => fields.get(key) ?? [])
  const read = sums.flatMap(({ key, value }) => {
    const sum = readPositiveSum(value, key, unit, report)
    return sum === null ? [] : [[key, sum] as const]
  })
  const codes = fields.get('codes')
  const count = codes && readWhole(codes.value, 'codes', 1, MOST_CODES, report)
  return { limits: { ...Object.fromEntries(read), ...(count && { codes: count }) }, sums }
}

/** A day that may cost more than its week never stops anything. */
const warnOfIdle = (fields: ReadonlyMap<string, Entry>, limits: Limits, report: Report): void => {
  PERIODS.forEach((period, n) => {
    const longer = PERIODS.slice(n + 1).find(
      (other) => (limits[`per_${other}`] ?? Number.POSITIVE_INFINITY) < (limits[`per_${period}`] ?? 0),
    )
    const entry = fields.get(`per_${period}`)
    if (longer && entry)
      report.warn(entry.value.at, `per_${period} is more than per_${longer}: it bounds nothing`)
  })
}

export type BudgetRead = {
  /** null: none on purpose. */
  readonly amount: number | null
  readonly limits: Limits
  /** Every sum that one code must fit into, with its place. */
  readonly places: readonly { readonly sum: number; readonly key: string; readonly node: Node }[]
}

/** `budget: 300000 UAH`, `budget: none`, or the sum and the bounds beside it. `required`: the sum must be said. */
export const readBudgetNode = (
  node: Node,
  what: string,
  required: boolean,
  unit: string | null,
  report: Report,
): BudgetRead => {
  if (node.kind === 'scalar') {
    if (isNone(node)) return { amount: null, limits: {}, places: [] }
    const sum = readSum(node, 'budget', unit, report)
    const places = sum === null ? [] : [{ sum, key: 'budget', node }]
    return { amount: sum ?? 0, limits: {}, places }
  }
  const fields = openFields(node, what, KEYS, report)
  if (!fields) return { amount: 0, limits: {}, places: [] }
  const stated = fields.get('amount')
  if (!stated && required)
    report.problem(node.at, `${what} lacks amount`, {
      expected: `amount: 300000 ${unit ?? 'UAH'}, or amount: none`,
    })
  const amount = !stated || isNone(stated.value) ? null : readSum(stated.value, 'amount', unit, report)
  const { limits, sums } = readBounds(fields, unit, report)
  warnOfIdle(fields, limits, report)
  const read = { amount, ...limits } as Readonly<Record<string, number | null | undefined>>
  const places = [...(stated ? [stated] : []), ...sums].flatMap(({ key, value }) =>
    typeof read[key] === 'number' ? [{ sum: read[key], key, node: value }] : [],
  )
  return { amount, limits, places }
}

/** The whole shop's; undefined where it says none. */
export const readShopBudget = (
  entry: Entry | undefined,
  unit: string | null,
  report: Report,
): ShopLimits | undefined => {
  if (!entry || isNone(entry.value)) return undefined
  const { amount, limits } = readBudgetNode(entry.value, 'the budget of the shop', false, unit, report)
  return { ...limits, ...(amount !== null && { amount }) }
}

const SHARE_KEYS = ['share', 'from']
const FROM = 100
const SHARE = 'a percentage above 0 and below 100, such as 30%'

/** `discounted_orders: 30%`, or `{ share: 30%, from: 100 }`. */
export const readDiscounted = (entry: Entry | undefined, report: Report): DiscountedOrders | undefined => {
  if (!entry || isNone(entry.value)) return undefined
  const readShare = (node: Node): number | null => {
    if (!openScalar(node, 'discounted_orders', report, SHARE)) return null
    const percent = readPercent(
      ...([node, 'discounted_orders', (each: number) => each > 0 && each < 100, SHARE, report] as const),
    )
    return percent === null ? null : Math.round(percent * 100)
  }
  if (entry.value.kind !== 'map') {
    const share = readShare(entry.value)
    return share === null ? undefined : { share, from: FROM }
  }
  const fields = openFields(entry.value, 'discounted_orders', SHARE_KEYS, report)
  const stated = fields?.get('share')
  if (fields && !stated) report.problem(entry.value.at, 'discounted_orders lacks share', { expected: SHARE })
  const share = stated ? readShare(stated.value) : null
  const least = fields?.get('from')
  const from = least ? readWhole(least.value, 'from', 1, 1_000_000, report) : FROM
  return share === null || from === null ? undefined : { share, from }
}
