// How budgets stand and what steering did, in words. Knows no store.

import type { Rulebook } from '../../core/rulebook.ts'
import { budgetsInForce } from '../../core/steering/budget-in-force.ts'
import type { Doing } from '../../core/steering/steering.ts'
import type { SteeringView } from '../../runtime/steering.ts'

const VERDICTS = { earns: 'earns', loses: 'loses money', not_yet_known: 'not yet known' } as const

export const sayDoing = ({ at, did, campaign, to, amount = 0, each }: Doing, rulebook: Rulebook): string => {
  const sum = (minor: number): string => rulebook.sum(minor, 'en')
  const when = at > 0 ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC: ` : ''
  switch (did) {
    case 'paused':
      return `${when}${campaign} was paused, since it loses money${each ? `: between ${sum(each.low)} and ${sum(each.high)} per shopper` : ''}`
    case 'moved':
      return `${when}${sum(amount)} moved from ${campaign} to ${to}`
    case 'resumed':
      return `${when}${campaign} goes on`
    case 'gave_back':
      return `${when}${campaign} gives ${sum(amount)} back to ${to}`
  }
}

export const sayState = (
  { state, campaigns, earnings }: SteeringView,
  rulebook: Rulebook,
): readonly string[] => {
  const sum = (minor: number): string => rulebook.sum(minor, 'en')
  const inForce = budgetsInForce(campaigns, state.moves)
  const lines = campaigns
    .filter(({ budget }) => budget !== 0)
    .map(({ name, budget, used }) => {
      const found = earnings.get(name)
      const now = inForce.get(name) ?? null
      const delta = budget === null || now === null ? 0 : now - budget
      const moved = delta === 0 ? '' : ` (${delta > 0 ? '+' : '−'}${sum(Math.abs(delta))} by steering)`
      const money = now === null ? 'no limit' : `${sum(used)} of ${sum(now)}${moved}`
      const returns =
        found?.returns === null || !found ? '' : `, ${found.returns.toFixed(1)} back for 1 of costs`
      const verdict = found?.verdict ?? 'not_yet_known'
      const known = verdict === 'not_yet_known' ? '' : returns
      return `${name}: ${money}; ${VERDICTS[verdict]}${known}${state.moves[name]?.paused ? '; PAUSED by steering' : ''}`
    })
  const rules = rulebook.shop.steering
  return [
    ...lines,
    ...(rules ? [] : ['flows/shop.yaml has no steering, so that nothing is done.']),
    ...(state.doings.length > 0 ? ['Done so far:'] : []),
    ...state.doings.slice(-10).map((doing) => `  ${sayDoing(doing, rulebook)}`),
  ]
}
