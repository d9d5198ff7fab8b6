// What the shop says for its reports: `costs`, what a message costs by channel, and `lost_after`. Knows no report.
import type { Shop } from '../core/shop.ts'
import { readDuration } from './durations.ts'
import { checkName } from './names.ts'
import { type Entry, openFields, openMap } from './node.ts'
import type { Report } from './problem.ts'
import { readSum } from './sums.ts'

const EXPECTED = 'costs: { message: { sms: 0.50 UAH } }'

const readMessageCosts = (
  entry: Entry,
  currency: string | null,
  report: Report,
): Readonly<Record<string, number>> => {
  const costs: Record<string, number> = {}
  for (const [channel, { key, value, at }] of openMap(entry.value, 'message', report) ?? []) {
    const name = checkName(key, at, 'a channel', report)
    // Nothing is nothing in any currency.
    const isFree = value.kind === 'scalar' && /^0+(\.0+)?$/.test(value.text)
    const sum = isFree ? 0 : readSum(value, `a message by ${channel}`, currency, report)
    if (name && sum !== null) costs[name] = sum
  }
  return costs
}

export const readEarning = (
  costs: Entry | undefined,
  lostAfter: Entry | undefined,
  currency: string | null,
  report: Report,
): Pick<Shop, 'message_costs' | 'lost_after'> => {
  const fields = costs && openFields(costs.value, 'costs', ['message'], report)
  const message = fields?.get('message')
  if (fields && !message) report.problem(costs!.value.at, 'costs says nothing', { expected: EXPECTED })
  const lost = lostAfter && readDuration(lostAfter.value, 'lost_after', report)
  return {
    ...(message && { message_costs: readMessageCosts(message, currency, report) }),
    ...(lost && { lost_after: lost }),
  }
}
