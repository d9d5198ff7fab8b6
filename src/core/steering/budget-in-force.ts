// The budget of a campaign as it is in force: what its file says, and what steering has moved. A file that is edited
// afterwards may hold less than was moved away; then the receivers have less, so that no money is made of nothing.
import type { CampaignMove } from '../around.ts'
import type { Draft } from '../draft.ts'
import { type Flow, flowNamed } from '../rulebook.ts'

export type Moves = Readonly<Record<string, CampaignMove>>

/** A campaign's money as its file says it; null: no limit on purpose. */
export type Written = { readonly name: string; readonly budget: number | null }

const moved = (moves: Moves, name: string): number =>
  (Object.hasOwn(moves, name) ? moves[name]?.budget : undefined) ?? 0

/** What givers have given indeed, minor units: never more than their files hold. */
const given = (written: readonly Written[], moves: Moves): number =>
  written.reduce(
    (sum, { name, budget }) =>
      sum + (budget === null ? 0 : Math.min(budget, Math.max(0, -moved(moves, name)))),
    0,
  )

/** The budget of each campaign in force, minor units; null: no limit. */
export const budgetsInForce = (
  written: readonly Written[],
  moves: Moves,
): ReadonlyMap<string, number | null> => {
  let left = given(written, moves)
  const inForce = new Map<string, number | null>()
  for (const { name, budget } of written.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const delta = moved(moves, name)
    const more = budget === null ? 0 : Math.min(left, Math.max(0, delta))
    left -= more
    inForce.set(name, budget === null ? null : Math.max(0, budget + Math.min(0, delta)) + more)
  }
  return inForce
}

export const writtenOf = (flows: readonly Flow[]): readonly Written[] =>
  flows.map(({ name, campaign }) => ({ name, budget: campaign.budget }))

/** What this campaign's codes may cost together at this moment, minor units; null: no limit. */
export const ceilingOf = (draft: Draft, campaign: string): number | null => {
  const { flows } = draft.now
  const moves = draft.event.around?.campaigns
  const own = flowNamed(flows, campaign)?.campaign.budget ?? null
  return moves ? (budgetsInForce(writtenOf(flows), moves).get(campaign) ?? own) : own
}

/** Paused because it loses money. */
export const isPausedBySteering = ({ event }: Draft, campaign: string): boolean => {
  const moves = event.around?.campaigns
  return (moves && Object.hasOwn(moves, campaign) && moves[campaign]?.paused) === true
}
