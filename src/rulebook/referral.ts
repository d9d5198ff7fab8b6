// `referral:` of the shop -> how long a friend's first order has to stand before whoever referred is told.
import type { ReferralRules } from '../core/shop.ts'
import { readDuration } from './durations.ts'
import { type Entry, openFields } from './node.ts'
import type { Report } from './problem.ts'

/** null: the shop says nothing of it. */
export const readReferral = (entry: Entry | undefined, report: Report): ReferralRules | null => {
  const fields = entry && openFields(entry.value, 'referral', ['settle'], report)
  if (!fields) return null
  const settle = fields.get('settle')
  if (!settle) {
    const expected = 'referral: { settle: 14d }, how long an order can be given back'
    report.problem(entry!.value.at, 'referral lacks settle', { expected })
    return null
  }
  const wait = readDuration(settle.value, 'settle', report)
  return wait === null ? null : { settle: wait }
}
