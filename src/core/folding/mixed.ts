// Two of different arms of a campaign are one person: left out of comparisons, and still treated as one of them.
import type { Arm, Enrolment } from '../enrolment/enrolment.ts'
import type { Shopper } from '../shopper.ts'

/** The arm that says what this shopper gets. */
export const treatedAs = (row: Pick<Enrolment, 'arm' | 'treated'> | null): Arm | null =>
  row === null ? null : (row.treated ?? row.arm)

/** What a later enrolment in a campaign that was mixed once says instead of its arm. */
export const asMixed = (
  { mixed }: Pick<Shopper, 'mixed'>,
  campaign: string,
  arm: Arm,
): Pick<Enrolment, 'arm' | 'treated'> | undefined =>
  mixed?.includes(campaign) && arm !== 'mixed' ? { arm: 'mixed', treated: arm } : undefined

const inBoth = (older: readonly Enrolment[], younger: readonly Enrolment[]): readonly string[] =>
  [...new Set(older.map((row) => row.campaign))].filter((campaign) =>
    younger.some((row) => row.campaign === campaign),
  )

/** What a row was compared by: its arm, and which variant of an experiment. */
const sideOf = ({ arm, variant }: Enrolment): string => `${arm} ${variant ?? ''}`

/** The campaigns that the two were not enrolled in alike. */
const differing = (older: readonly Enrolment[], younger: readonly Enrolment[]): readonly string[] =>
  inBoth(older, younger).filter((campaign) => {
    const sides = [...older, ...younger].filter((row) => row.campaign === campaign).map(sideOf)
    return new Set(sides).size > 1
  })

/** How the older one was treated in the campaign, last. */
const armOfOlder = (older: readonly Enrolment[], campaign: string): 'offer' | 'holdout' => {
  const last = older.findLast((row) => row.campaign === campaign)
  return treatedAs(last ?? null) === 'holdout' ? 'holdout' : 'offer'
}

/** All rows of both under the older one's id; rows keep their own ids, so that no report counts one twice. */
export const joinEnrolments = (older: Shopper, younger: Shopper): Pick<Shopper, 'enrolments' | 'mixed'> => {
  const both = [...older.enrolments, ...younger.enrolments]
  const mixed = [
    ...new Set([
      ...(older.mixed ?? []),
      ...(younger.mixed ?? []),
      ...differing(older.enrolments, younger.enrolments),
    ]),
  ].sort()
  const enrolments = both
    .map((row): Enrolment => {
      const own = row.shopper === older.id ? row : { ...row, shopper: older.id }
      if (!mixed.includes(row.campaign)) return own
      const known = older.enrolments.some(({ campaign }) => campaign === row.campaign)
      const treated = known ? armOfOlder(older.enrolments, row.campaign) : (treatedAs(row) as 'offer')
      return { ...own, arm: 'mixed', treated }
    })
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return { enrolments, ...(mixed.length > 0 && { mixed }) }
}
