// What an earlier try of an event was refused for outside decide: the store had no room, words had no ground. Plain data.
import type { UnbackedWords } from './kept-back.ts'
import type { Mark } from './person/mark.ts'

/** What the store refused in an earlier try of the same event; a refused row counts as one that does not hold. */
export type Refusal =
  | {
      readonly kind: 'budget_spent'
      readonly budget: string
      /** What there was no room for, minor units; a smaller offer may still fit. */
      readonly amount: number
    }
  /** Nothing is left to draw. */
  | { readonly kind: 'pool_empty'; readonly pool: string }
  /** Another account had a first-order code; what of this one is that one's too. */
  | { readonly kind: 'same_person'; readonly by: readonly Mark['of'][] }
  /** An agent's words promise what nothing stands behind. */
  | { readonly kind: 'unbacked_words'; readonly unbacked: readonly UnbackedWords[] }
