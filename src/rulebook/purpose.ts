// What a flow writes for: `purpose: service` where it is about an order of the shopper's and sells nothing.
import type { Purpose } from '../core/contact/consent.ts'
import { readWord } from './names.ts'
import type { Entry } from './node.ts'
import type { Report } from './problem.ts'

/** `sells`: it gives codes, and not to make up for a trouble. */
export const readPurpose = (
  entry: Entry | undefined,
  sells: boolean,
  report: Report,
): { readonly purpose?: Purpose } => {
  const purpose = entry && readWord(entry.value, 'a purpose', ['service', 'marketing'] as const, report)
  if (!entry || !purpose) return {}
  if (purpose === 'service' && sells)
    report.problem(entry.value.at, 'a flow that gives codes is no service', {
      expected: 'marketing, or a campaign that is an apology',
    })
  return { purpose }
}
