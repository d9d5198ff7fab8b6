// What the shop tells of an experiment that another system runs. Plain data.

/** As the shop tells it; `campaign` is a flow that starts `elsewhere`. */
export type EnrolledElsewhere = {
  readonly campaign: string
  readonly arm: 'offer' | 'holdout'
  readonly variant?: string
  /** Segments and categories as they were there, beside those that hold here. */
  readonly segments?: readonly string[]
  readonly categories?: readonly string[]
  readonly channel?: string
  readonly source?: string
  readonly region?: string
  readonly device?: string
}
