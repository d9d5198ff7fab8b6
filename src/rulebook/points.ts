// `points:` of the shop -> the rules of a ledger of ours, or the word that the shop keeps its points itself.
import type { PointsRules } from '../core/shop.ts'
import { readDuration } from './durations.ts'
import { isNone } from './names.ts'
import { type Entry, openFields } from './node.ts'
import type { Report } from './problem.ts'
import { readPositiveSum } from './sums.ts'

const KEYS = ['worth', 'expire', 'remind']
const EXPECTED = 'points: shop, or points: { worth: 1 UAH, expire: 365d, remind: 5d }'

/** null: the shop's own. */
export const readPoints = (
  entry: Entry | undefined,
  currency: string | null,
  report: Report,
): PointsRules | null => {
  if (!entry || (entry.value.kind === 'scalar' && entry.value.text === 'shop')) return null
  if (entry.value.kind !== 'map') {
    report.problem(entry.value.at, 'points are kept by the shop or by rules of ours', { expected: EXPECTED })
    return null
  }
  const fields = openFields(entry.value, 'points', KEYS, report)
  const worth = fields?.get('worth')
  const end = fields?.get('expire')
  const notice = fields?.get('remind')
  if (!worth) report.problem(entry.value.at, 'points lack worth: what one is worth', { expected: EXPECTED })
  if (!end)
    report.problem(entry.value.at, 'points lack expire', { expected: 'expire: 365d, or expire: none' })
  const expire = end && !isNone(end.value) ? readDuration(end.value, 'expire', report) : null
  const remind = notice && !isNone(notice.value) ? readDuration(notice.value, 'remind', report) : null
  if (expire !== null && remind !== null && remind >= expire)
    report.problem(notice!.value.at, 'remind is not within the time of the points', {
      expected: 'less than expire: it is how long before the end',
    })
  const each = worth ? readPositiveSum(worth.value, 'worth', currency, report) : null
  return each === null ? null : { worth: each, expire, remind }
}
