// The rules by which budgets follow success, as flows/shop.yaml states them: plain data. See steering.ts.

export type SteeringRules = {
  /** How often it is looked at, ms. */
  readonly every: number
  /** What is left of revenue after the goods' own cost, 0..1; 1: the shop does not say, so that all of it counts. */
  readonly margin: number
  /** A campaign is paused that loses money for so long (ms) with so many shoppers known; null: none is. */
  readonly pause_when: { readonly loses: number; readonly least: number } | null
  readonly move: {
    readonly from: 'losers' | 'paused'
    readonly to: 'winners' | 'best'
    /** Of what the giver has, in one look, 0..1. */
    readonly at_most: number
    /** What a giver keeps at least, minor units. */
    readonly least_left: number
    /** A budget grows to at most so many times what its file says. */
    readonly grow: number
  } | null
}
