// One session of a shop's page as the file of sessions tells it, and reading it from a line. Knows no model.
import { z } from 'zod'

export const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const

/** As in JSON, or as a text of a CSV file. */
const number = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d+(\.\d*)?([eE][-+]?\d+)?\s*$/)
      .transform(Number),
  ],
  'a number is expected',
)
const from0 = number.refine((value) => Number.isFinite(value) && value >= 0, 'a number from 0 on is expected')
const share = number.refine((value) => value >= 0 && value <= 1, 'a number from 0 to 1 is expected')
/** Categories may be any: one that the model has never met says nothing. */
const name = z
  .union([z.string(), z.number()], 'a name or a number is expected')
  .transform((value) => String(value).trim())
const yes = z.union(
  [
    z.boolean(),
    z
      .string()
      .regex(/^\s*(true|false)\s*$/i)
      .transform((value) => /true/i.test(value)),
  ],
  'TRUE or FALSE is expected',
)

export const session = z.object({
  Administrative: from0,
  Administrative_Duration: from0,
  Informational: from0,
  Informational_Duration: from0,
  ProductRelated: from0,
  ProductRelated_Duration: from0,
  BounceRates: share,
  ExitRates: share,
  SpecialDay: share,
  Month: name,
  OperatingSystems: name,
  Browser: name,
  Region: name,
  TrafficType: name,
  VisitorType: name,
  Weekend: yes,
})

/** Columns of UCI Online Shoppers Purchasing Intention, less what leaks the outcome; durations in seconds. */
export type Session = z.output<typeof session>

/** 1 to 12 by its first three letters; 0 for one that is none. */
export const monthOf = ({ Month }: Pick<Session, 'Month'>): number =>
  MONTHS.findIndex((month) => month.toLowerCase() === Month.slice(0, 3).toLowerCase()) + 1
