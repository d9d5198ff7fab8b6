// What the shop as a whole is like when an event is decided: stamped by the shell and journaled with the event, since
// it is no function of the shopper's past. Every part may be missing; a rule that asks for a missing part is false.

export type Around = {
  /** What the catalogue says of this shopper's goods. */
  readonly goods?: {
    /** Pieces left, by item. */
    readonly stock?: Readonly<Record<string, number>>
    /** Goods that go with what was bought. */
    readonly related?: readonly string[]
  }
  /** What the shop's own doings have changed of its campaigns: see campaign-moves. */
  readonly campaigns?: Readonly<Record<string, CampaignMove>>
}

/** What became of one campaign beside what its file says. */
export type CampaignMove = {
  /** Paused because it loses money. */
  readonly paused?: true
  /** Added to its budget (or taken from it), minor units. */
  readonly budget?: number
}
