// Moves in the budgets as a code becomes another: always the difference of what it stood at before and after, to the
// counters that it was taken from. So what is given back can never be more, or less, than what was taken.
import type { Code, Redemption } from '../codes/code.ts'
import { type Draft, put } from '../draft.ts'
import { costOf } from '../using/amount.ts'
import { type Counter, nameOf, WHOLE } from './counters.ts'
import { counterName } from './names.ts'

/** What the use took off, less what was given back of it. */
export const netOf = ({ amount, returned = 0 }: Redemption): number => amount - returned

type Standing = { readonly reserved: number; readonly spent: number }

/** What the code stands at in money, minor units. */
export const moneyOf = (code: Code): Standing => ({
  reserved: code.reserved,
  spent: code.redemptions.reduce(
    (sum, use) => (use.rolled_back === undefined ? sum + costOf(code.terms, netOf(use)) : sum),
    0,
  ),
})

/** Its place among the codes: used, out, or none any more. */
const placeOf = (code: Code): Standing => {
  if (code.redemptions.some((use) => use.rolled_back === undefined)) return { reserved: 0, spent: 1 }
  return { reserved: code.reserved > 0 ? 1 : 0, spent: 0 }
}

const NOTHING: Standing = { reserved: 0, spent: 0 }

/** How much of a counter one unit of the code is: places count, sums are as they are. */
const standingIn = (short: string, code: Code): Standing => {
  if (short.endsWith('#codes') || short.includes('#discounted:')) return placeOf(code)
  if (!short.includes('#share:')) return moneyOf(code)
  const place = placeOf(code)
  return { reserved: place.reserved * WHOLE, spent: place.spent * WHOLE }
}

const shortsOf = (code: Code): readonly string[] => ['', ...(code.counted ?? [])]

/** `before` null: it was not there. */
export const moveBudgets = (draft: Draft, before: Code | null, after: Code): void => {
  for (const short of shortsOf(after)) {
    const was = before ? standingIn(short, before) : NOTHING
    const is = standingIn(short, after)
    const reserved = is.reserved - was.reserved
    const spent = is.spent - was.spent
    if (reserved !== 0 || spent !== 0)
      put(draft, { kind: 'budget', budget: counterName(after.campaign, short), reserved, spent })
  }
}

/** Reserves for a new code: refused by the store where one of them has no room. */
export const reserve = (draft: Draft, campaign: string, counters: readonly Counter[]): void => {
  for (const counter of counters)
    put(draft, {
      ...{ kind: 'budget', budget: nameOf(campaign, counter), reserved: counter.takes, spent: 0 },
      ...(counter.ceiling !== undefined && { ceiling: counter.ceiling }),
    })
}
