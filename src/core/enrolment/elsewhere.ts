// Experiments that another system runs: who was in which arm is told by the shop, not drawn by us. Their rows are
// enrolments like any other, so that the same report judges them. Nothing is said or given.
import type { Draft } from '../draft.ts'
import { flowOf } from '../rulebook.ts'
import { enrol, mark } from './enrol.ts'
import { earlierOf } from './enrolment-begun.ts'
import type { EnrolledElsewhere } from './told-elsewhere.ts'

const together = (a: readonly string[] = [], b: readonly string[] = []): readonly string[] => [
  ...new Set([...a, ...b]),
]

/** Told to be in both arms of one campaign: left out of comparisons, all of it. */
const mixArms = (draft: Draft, campaign: string, arm: EnrolledElsewhere['arm']): boolean => {
  const others = draft.shopper.enrolments.filter((row) => row.campaign === campaign)
  if (others.every((row) => row.arm === arm)) return false
  for (const row of others) mark(draft, row.id, () => ({ arm: 'mixed' }))
  return true
}

export const enrolElsewhere = (draft: Draft, told: EnrolledElsewhere): void => {
  const { campaign, arm, variant, segments, categories, ...seen } = told
  if (flowOf(draft.now, campaign)?.start.on !== 'elsewhere') {
    draft.reply = { kind: 'refused', reason: 'no_such_campaign' }
    return
  }
  const isMixed = mixArms(draft, campaign, arm)
  const { id } = enrol(draft, campaign, 0)
  const { channel, source, region, device } = seen
  mark(draft, id, (row) => ({
    at: draft.event.at,
    ...earlierOf(draft, draft.event.at, null),
    arm: isMixed ? 'mixed' : arm,
    elsewhere: true,
    segments: together(row.segments, segments),
    ...(variant !== undefined && { variant }),
    ...(categories && { categories: together(row.categories, categories) }),
    ...(channel !== undefined && { channel }),
    ...(source !== undefined && { source }),
    ...(region !== undefined && { region }),
    ...(device !== undefined && { device }),
  }))
}
