// What one enrolment cost the shop, minor units: the one place that says so. Knows no other row.
import type { Enrolment } from '../enrolment/enrolment.ts'

export type Costs = { codes: number; gifts: number; messages: number; apologies: number }

/** `message_costs`: minor units a message by channel; what is not named costs nothing. */
export const costsOfRow = (row: Enrolment, message_costs: Readonly<Record<string, number>>): Costs => {
  const costs: Costs = { codes: 0, gifts: 0, messages: 0, apologies: 0 }
  for (const code of row.codes)
    costs[code.apology ? 'apologies' : code.kind === 'gift' ? 'gifts' : 'codes'] += code.cost ?? code.amount
  for (const [channel, count] of Object.entries(row.messages ?? {}))
    costs.messages += count * (Object.hasOwn(message_costs, channel) ? message_costs[channel]! : 0)
  return costs
}

/** Apologies left out: they are no promotion. */
export const promotionCosts = ({ codes, gifts, messages }: Costs): number => codes + gifts + messages
