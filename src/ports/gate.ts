// The gate before all work: what there is no time for is refused at once instead of waiting. Knows no door and no store.

/** In the order in which it goes: the till, the shop's people, what shoppers say and shops report, what pages look at. */
export const WORKS = ['money', 'agents', 'talk', 'looks'] as const
export type Work = (typeof WORKS)[number]

/** `wait`: until it is worth a try, ms. `whose`: one asks too much, or all of it together is too much. */
export type Busy = { readonly wait: number; readonly whose: 'caller' | 'all' }

export type Gate = {
  /** Would such work have to wait for too long, or for so great a `share` of that? Asked before anything is read. */
  readonly isTooMuch: (work: Work, share?: number) => boolean
  /** It was refused: counted, and answered when it may come again. */
  readonly refuse: (work: Work, whose: Busy['whose']) => Busy
  /**
   * Does it in its turn, or throws Overloaded. `key`: those of one key go in their order, few at once, and one key does not
   * hold up the others. `patient`: its door has let it in, it waits as long as it takes.
   */
  readonly run: <T>(work: Work, key: string, task: () => Promise<T>, patient?: boolean) => Promise<T>
  /** While it waits for somebody else's server it takes nobody's place. */
  readonly aside: <T>(waiting: Promise<T>) => Promise<T>
  /** There is so much that whatever can wait should. */
  readonly isPressed: () => boolean
}
