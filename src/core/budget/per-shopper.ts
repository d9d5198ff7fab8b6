// What one shopper's codes have cost and may still cost: of the codes in the document, and of those it has let go.
import type { Code } from '../codes/code.ts'
import type { Shopper } from '../shopper.ts'
import { moneyOf } from './moves.ts'

const costOfCode = (code: Code): number => {
  const { reserved, spent } = moneyOf(code)
  return reserved + spent
}

/** `campaign` null: of all. Minor units. */
export const costOfShopper = (shopper: Shopper, campaign: string | null): number => {
  const kept = shopper.codes.filter((code) => campaign === null || code.campaign === campaign)
  const gone = Object.entries(shopper.gone_codes ?? {}).filter(
    ([name]) => campaign === null || name === campaign,
  )
  return kept.reduce((sum, code) => sum + costOfCode(code), 0) + gone.reduce((sum, [, cost]) => sum + cost, 0)
}

/** What is to be remembered of codes that the document lets go: their cost by campaign. */
export const withGoneCodes = (
  shopper: Shopper,
  kept: readonly Code[],
  isCampaign: (name: string) => boolean,
): Pick<Shopper, 'gone_codes'> => {
  const gone = shopper.codes.filter((code) => !kept.includes(code))
  if (gone.length === 0) return shopper.gone_codes ? { gone_codes: shopper.gone_codes } : {}
  const costs: Record<string, number> = {}
  const add = (campaign: string, cost: number): void => {
    // Of a campaign that is no more only the shop as a whole still asks.
    const name = isCampaign(campaign) ? campaign : ''
    if (cost !== 0) costs[name] = (costs[name] ?? 0) + cost
  }
  for (const [campaign, cost] of Object.entries(shopper.gone_codes ?? {})) add(campaign, cost)
  for (const code of gone) add(code.campaign, costOfCode(code))
  return Object.keys(costs).length > 0 ? { gone_codes: costs } : {}
}
