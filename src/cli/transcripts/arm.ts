// The arm of a transcript's shopper, which elsewhere a hash decides. Knows no addresses and no hashes.
import type { Rulebook } from '../../core/rulebook.ts'
import type { Transcript } from './read.ts'

/** The same rules, with everybody in this arm of every campaign that holds somebody out. */
export const inArm = (rules: Rulebook, arm: Transcript['arm']): Rulebook => ({
  ...rules,
  flows: rules.flows.map((flow) => {
    const holdout = flow.campaign.holdout > 0 && arm === 'holdout' ? 1 : 0
    return { ...flow, campaign: { ...flow.campaign, holdout } }
  }),
})
