// Points of the shop's own as it reports them: added, about to expire. We keep what was said last, no ledger.
import { change, type Draft } from './draft.ts'
import { fire } from './start.ts'

export const addPoints = (draft: Draft, points: number, balance: number | undefined): void => {
  const { traits, told } = draft.shopper
  const { at } = draft.event
  const older = balance !== undefined && at < (told?.points ?? 0)
  const now = balance ?? (traits.points ?? 0) + points
  // A balance told late is not what it is now.
  if (!older)
    change(draft, {
      traits: { ...traits, points: now },
      ...(balance !== undefined && { told: { ...told, points: at } }),
    })
  fire(draft, 'points_added', { points_added: points })
}

/**
 * Points that we give ourselves, or below 0 take back. `cause`: the redemption that they are for. There is no ledger
 * here: the balance changes, and what is added is told like what the shop adds.
 */
export const creditPoints = (draft: Draft, points: number, _cause: string): void => {
  if (points >= 0) return addPoints(draft, points, undefined)
  const { traits } = draft.shopper
  change(draft, { traits: { ...traits, points: Math.max(0, (traits.points ?? 0) + points) } })
}

export const pointsExpire = (draft: Draft, points: number, expires: number): void => {
  const pending = draft.shopper.pending.filter((one) => one.on !== 'points_expiring')
  change(draft, { points: { expiring: points, expires }, pending })
  for (const flow of draft.now.flows.filter((one) => one.start.on === 'points_expiring')) {
    const due = Math.max(draft.at, expires - flow.start.before)
    const vars = { points_expiring: points }
    if (due > draft.at)
      change(draft, {
        pending: [
          ...draft.shopper.pending,
          { flow: flow.name, on: 'points_expiring', due, lapses: expires, vars },
        ],
      })
    else fire(draft, 'points_expiring', vars, (one) => one === flow)
  }
}
