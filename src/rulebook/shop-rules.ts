// What flows/shop.yaml says of all campaigns together: codes per shopper, a holdout, steering. Knows no single campaign.
import type { Shop } from '../core/shop.ts'
import { readCap } from './durations.ts'
import { isNone, readPercent } from './names.ts'
import type { Entry } from './node.ts'
import type { Report } from './problem.ts'
import { readSteering } from './steering.ts'

/** So many codes of a shopper are remembered at least. */
const MOST_CODES = 30

type Rules = Pick<Shop, 'codes_per_shopper' | 'holdout' | 'steering'>

const readHoldout = (entry: Entry | undefined, report: Report): Rules => {
  const expected = 'a percentage from 0 up to 50, such as 5%'
  const percent = entry && readPercent(entry.value, 'holdout', (each) => each <= 50, expected, report)
  return percent ? { holdout: percent / 100 } : {}
}

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
  currency: string | null,
  report: Report,
): Rules => {
  const steering = readSteering(get('steering'), currency, report)
  return {
    ...readCodesPerShopper(get('codes_per_shopper'), report),
    ...readHoldout(get('holdout'), report),
    ...(steering && { steering }),
  }
}
