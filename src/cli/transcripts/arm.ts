// The arm and the variant of a transcript's shopper, which elsewhere a hash decides. Knows no addresses and no hashes.
import type { Experiment } from '../../core/enrolment/experiment.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Transcript } from './read.ts'
import { unknownName, type Wrong } from './wrong.ts'

/** One variant for everybody, with the delays of all, since these say when everybody is enrolled. */
const onlyVariant = (experiment: Experiment, wanted: string | undefined): Experiment => {
  const one = experiment.variants.find(({ name }) => name === wanted) ?? experiment.variants[0]
  const variants = experiment.variants.map((variant) => ({ ...variant, weight: variant === one ? 1 : 0 }))
  return { ...experiment, variants }
}

/** The same rules, with everybody in this arm of every campaign that holds somebody out, and in this variant. */
export const inArm = (rules: Rulebook, { arm, variant }: Pick<Transcript, 'arm' | 'variant'>): Rulebook => ({
  ...rules,
  shop: { ...rules.shop, holdout: arm === 'shop_holdout' ? 1 : 0 },
  flows: rules.flows.map((flow) => {
    const holdout = flow.campaign.holdout > 0 && arm === 'holdout' ? 1 : 0
    const experiment = flow.experiment && onlyVariant(flow.experiment, variant)
    return { ...flow, campaign: { ...flow.campaign, holdout }, ...(experiment && { experiment }) }
  }),
})

/** Where no experiment has the variant that a transcript asks for, a slip of the pen; null where one has. */
export const strayVariant = ({ flows }: Rulebook, { variant }: Pick<Transcript, 'variant'>): Wrong | null => {
  const known = flows.flatMap(({ experiment }) => experiment?.variants.map(({ name }) => name) ?? [])
  if (variant === undefined || known.includes(variant)) return null
  return unknownName(`no experiment has a variant "${variant}"`, variant, new Set(known))
}
