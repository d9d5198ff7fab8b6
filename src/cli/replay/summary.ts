// What came of a replay, read from the store: it is the same however often and in how many pieces the history ran.

import { isCampaignSum } from '../../core/budget/names.ts'
import { readDocument } from '../../core/document.ts'
import type { Enrolment } from '../../core/enrolment/enrolment.ts'
import { isPointer } from '../../core/fold.ts'
import { digitsOf } from '../../core/money.ts'
import type { Records } from '../../ports/records.ts'

export type StoreSummary = {
  readonly events: number
  readonly rejected: number
  readonly rejected_reasons: Readonly<Record<string, number>>
  /** Cancellations of what nobody bought. */
  readonly unmatched: number
  readonly shoppers: number
  readonly carts_abandoned: number
  readonly talks: number
  readonly holdout: number
  readonly offers: number
  readonly codes: {
    readonly issued: number
    readonly redeemed: number
    readonly expired: number
    readonly live: number
  }
  readonly escalated: number
  /** In minor units, of which `digits` stand behind the point. */
  readonly budget: {
    readonly reserved: number
    readonly spent: number
    readonly currency: string
    readonly digits: number
  }
}

const UNMATCHED = 'unmatched_cancellation'

export const summarise = async (records: Records, currency: string): Promise<StoreSummary> => ({
  events: await records.eventCount(),
  ...(await refusals(records)),
  ...(await shoppers(records)),
  ...(await enrolments(records)),
  budget: { ...(await budget(records)), currency, digits: digitsOf(currency) },
})

const refusals = async (records: Records) => {
  const { [UNMATCHED]: unmatched = 0, ...reasons } = await records.rejected()
  const rejected = Object.values(reasons).reduce((sum, count) => sum + count, 0)
  return { rejected, rejected_reasons: reasons, unmatched }
}

const shoppers = async (records: Records) => {
  let [count, abandoned] = [0, 0]
  for await (const document of records.shoppers()) {
    const shopper = readDocument(document)
    if (isPointer(shopper)) continue
    count++
    abandoned += shopper.carts_abandoned
  }
  return { shoppers: count, carts_abandoned: abandoned }
}

const enrolments = async (records: Records) => {
  let [talks, holdout, offers, escalated] = [0, 0, 0, 0]
  const states = { issued: 0, redeemed: 0, expired: 0, revoked: 0 }
  for await (const json of records.enrolments()) {
    const row = JSON.parse(json) as Enrolment
    if (row.talked) talks++
    if (row.arm === 'holdout') holdout++
    if (row.escalated) escalated++
    offers += row.offered
    for (const code of row.codes) states[code.state]++
  }
  const { issued: live, redeemed, expired, revoked } = states
  const issued = live + redeemed + expired + revoked
  return { talks, holdout, offers, escalated, codes: { issued, redeemed, expired, live } }
}

const budget = async (records: Records) => {
  const all = (await records.budgets()).filter((one) => isCampaignSum(one.budget))
  return {
    reserved: all.reduce((sum, { reserved }) => sum + reserved, 0),
    spent: all.reduce((sum, { spent }) => sum + spent, 0),
  }
}
