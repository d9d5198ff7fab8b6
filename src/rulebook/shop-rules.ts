// What flows/shop.yaml says of all campaigns together: codes per shopper. Knows no single campaign.
import type { Shop } from '../core/shop.ts'
import { readCap } from './durations.ts'
import { isNone } from './names.ts'
import type { Entry } from './node.ts'
import type { Report } from './problem.ts'

/** So many codes of a shopper are remembered at least. */
const MOST_CODES = 30

type Rules = Pick<Shop, 'codes_per_shopper'>

const readCodesPerShopper = (entry: Entry | undefined, report: Report): Rules => {
  if (!entry || isNone(entry.value)) return {}
  const cap = readCap(entry.value, 'codes_per_shopper', report)
  if (!cap) return {}
  if (cap.within !== null && cap.count <= MOST_CODES)
    return { codes_per_shopper: { count: cap.count, within: cap.within } }
  const message =
    cap.within === null
      ? 'codes_per_shopper says how many, but not in what time'
      : `codes_per_shopper goes up to ${MOST_CODES}`
  report.problem(entry.value.at, message, { expected: 'a cap such as 6 per 365d, or none' })
  return {}
}

export const readShopRules = (
  get: (key: string) => Entry | undefined,
  _currency: string | null,
  report: Report,
): Rules => ({ ...readCodesPerShopper(get('codes_per_shopper'), report) })
