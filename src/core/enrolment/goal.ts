// What a campaign wants of a shopper: plain data. Whether it is met: goal-met.ts.

export type Goal = {
  /** Its time from the enrolment on, ms; orders and revenue are counted over the same. */
  readonly order_within: number
  /** What is wanted; missing: any order. */
  readonly wants?: 'back' | 'larger_order' | 'new_category' | 'free_delivery'
  /** The least total of an order that meets it, minor units. */
  readonly from?: number
}
