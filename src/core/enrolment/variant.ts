// Which variant of a campaign a shopper gets, and what follows for offers. It depends on names and weights alone.
import type { Draft } from '../draft.ts'
import { type Flow, flowOf, type Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { shareOf } from '../stable-hash.ts'
import type { Enrolment } from './enrolment.ts'
import type { Experiment, Variant } from './experiment.ts'

/** Weighted rendezvous hashing: each variant draws a score, and weights scale it (an exponential race). */
const scoreOf = (flow: string, experiment: string, shopper: string, { name, weight }: Variant): number =>
  weight === 0
    ? Number.POSITIVE_INFINITY
    : -Math.log(1 - shareOf(`variant\n${flow}\n${experiment}\n${shopper}\n${name}`)) / weight

/**
 * The shopper's variant. A weight that grows only moves shoppers to its variant, one that shrinks only away from it,
 * so that as few as possible move.
 */
export const variantFor = (flow: string, experiment: Experiment, shopper: string): Variant | null => {
  let best: Variant | null = null
  let least = Number.POSITIVE_INFINITY
  for (const variant of experiment.variants) {
    const score = scoreOf(flow, experiment.name, shopper, variant)
    if (score < least) [best, least] = [variant, score]
  }
  return best
}

/** What the row of a new enrolment says of it; a held out shopper is in no variant. */
export const variantPart = (
  flow: Flow | null,
  shopper: string,
  arm: Enrolment['arm'],
): Pick<Enrolment, 'variant' | 'experiment'> => {
  const variant = arm === 'offer' && flow?.experiment && variantFor(flow.name, flow.experiment, shopper)
  if (!variant) return {}
  return {
    variant: variant.name,
    ...(flow.experiment?.name && { experiment: flow.experiment.name }),
  }
}

/** The variant that a row says, as the flow has it now; null where there is none (any more). */
export const variantOf = (flow: Flow | null, row: Enrolment | null | undefined): Variant | null => {
  const experiment = flow?.experiment
  if (!experiment || !row?.variant || (row.experiment ?? '') !== experiment.name) return null
  return experiment.variants.find(({ name }) => name === row.variant) ?? null
}

const rowOf = (draft: Draft, enrolment: string): Enrolment | undefined =>
  draft.shopper.enrolments.find((row) => row.id === enrolment)

/** The variant of an enrolment by the newest rules. */
export const variantIn = (draft: Draft, enrolment: string): Variant | null => {
  const row = rowOf(draft, enrolment)
  return row ? variantOf(flowOf(draft.now, row.campaign), row) : null
}

/** The offers as one shopper of a campaign gets them: the variant's terms in place of the offer's own. */
export const offersFor = (
  rulebook: Rulebook,
  shopper: Pick<Shopper, 'enrolments'>,
  campaign: string,
): Rulebook['offers'] => {
  const row = shopper.enrolments.findLast((one) => one.campaign === campaign)
  return { ...rulebook.offers, ...variantOf(flowOf(rulebook, campaign), row)?.offers }
}

/** "variant b of size_and_life", for the explanation of a code. */
export const variantNotes = ({ variant, experiment, campaign }: Enrolment): readonly string[] =>
  variant ? [`variant ${variant} of ${experiment ?? campaign}`] : []
