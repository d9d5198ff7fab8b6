// Audiences: shoppers to whom an advertiser shows the same message for a while. Only who consented is ever in one; an
// order, or a word to stop, ends it. Knows no advertiser.
import { change, type Draft } from './draft.ts'
import type { Shopper } from './shopper.ts'

/** So many at once; the ones that end first go. */
const MOST = 10

/** Puts the shopper into it until then, ms since 1970; what is over is dropped. */
export const enterAudience = (draft: Draft, name: string, until: number): void => {
  const all = Object.entries({ ...draft.shopper.audiences, [name]: until })
  const open = all.filter(([, ends]) => ends > draft.at).toSorted(([, a], [, b]) => b - a)
  change(draft, { audiences: Object.fromEntries(open.slice(0, MOST)) })
}

export const leaveAudiences = (draft: Draft): void => {
  if (draft.shopper.audiences) change(draft, { audiences: {} })
}

/** The audiences that this shopper is in at `at`, ms since 1970. */
export const audiencesOf = ({ audiences, consented, stopped }: Shopper, at: number): readonly string[] => {
  if (consented === undefined || stopped !== null) return []
  return Object.entries(audiences ?? {}).flatMap(([name, until]) => (until > at ? name : []))
}
