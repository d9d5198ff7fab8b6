// One campaign while its rows go by: what happened, its arms, its variants. Knows no other campaign.
import type { Enrolment } from '../enrolment/enrolment.ts'
import { type ArmTally, addOutcome, newArm } from './arm-tally.ts'
import { effectOf } from './effect.ts'
import { ratiosOf, type Terms } from './figures.ts'
import { addRows, addToArm, type Group, newGroup, outcomeOf, sideOf } from './group.ts'
import type { BudgetReport, CampaignReport, Compared, ReportGround, VariantReport } from './report.ts'
import { returnOnCosts } from './return-on-costs.ts'

const MOST_VARIANTS = 50

export type CampaignTally = {
  readonly group: Group
  readonly variants: Map<string, ArmTally>
  /** Only variants of this experiment are compared; missing: of any. */
  readonly experiment?: string | undefined
}

export const newCampaign = (experiment?: string): CampaignTally => ({
  ...{ group: newGroup(), variants: new Map(), experiment },
})

/** All rows of one shopper in this campaign, in their order. */
export const addShopper = (
  { group, variants, experiment }: CampaignTally,
  rows: readonly Enrolment[],
  ordered: number | null,
  terms: Terms,
): void => {
  addRows(group, rows, ordered, terms)
  const side = sideOf(rows)
  const outcome = outcomeOf(rows, terms)
  addToArm(group, side, outcome)
  const isOfIt = (row: Enrolment): boolean =>
    !row.by_hand && (experiment === undefined || (row.experiment ?? '') === experiment)
  const variant = rows.find((row) => row.variant !== undefined && isOfIt(row))?.variant
  if (side !== 'treated' || variant === undefined) return
  const arm = variants.get(variant) ?? newArm()
  if (!variants.has(variant) && variants.size >= MOST_VARIANTS) return
  variants.set(variant, arm)
  addOutcome(arm, outcome)
}

export const comparedOf = ({ figures, treated, holdout, mixed }: Group): Compared => {
  const effect = effectOf(treated, holdout)
  return {
    figures,
    ratios: ratiosOf(figures),
    effect,
    returns: returnOnCosts(effect, treated.costs),
    mixed,
  }
}

const variantsOf = ({ group, variants }: CampaignTally): readonly VariantReport[] => {
  const sorted = [...variants].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const first = sorted[0]?.[1]
  return sorted.map(([variant, arm], i) => ({
    ...{ variant, shoppers: arm.shoppers, against_holdout: effectOf(arm, group.holdout) },
    against_first: i > 0 && first ? effectOf(arm, first) : null,
  }))
}

const budgetOf = (ground: ReportGround, campaign: string): BudgetReport | null => {
  const limit = ground.flows.find(({ name }) => name === campaign)?.budget
  const state = ground.budgets.find(({ budget }) => budget === campaign)
  if (limit === undefined && !state) return null
  return { limit: limit ?? null, reserved: state?.reserved ?? 0, spent: state?.spent ?? 0 }
}

export const campaignReport = (
  campaign: string,
  tally: CampaignTally,
  ground: ReportGround,
): CampaignReport => {
  const flow = ground.flows.find(({ name }) => name === campaign)
  return {
    ...{
      campaign,
      about: flow?.about ?? '',
      goal: flow?.goal ?? null,
      wants: flow?.wants ?? null,
      exists: flow !== undefined,
    },
    ...{ paused: flow?.paused ?? false, ...comparedOf(tally.group), variants: variantsOf(tally) },
    budget: budgetOf(ground, campaign),
  }
}
