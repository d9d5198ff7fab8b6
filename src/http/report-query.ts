// What a report may be asked: days, and what it is broken down by. Shared by /v1/reports and the desk's own door.
import { z } from 'zod'
import { DIMENSIONS, type Dimension } from '../core/report/dimension.ts'
import type { ReportQuery } from '../core/report/report.ts'
import { isDay, spanOf } from '../core/report/span.ts'
import { as } from './shown.ts'

const day = as(z.string().refine(isDay, 'a day such as 2026-11-01 is expected'), {
  type: 'string',
  format: 'date',
})

export const reportQuery = z.strictObject({
  by: z
    .enum(DIMENSIONS as [Dimension, ...Dimension[]], `one of ${DIMENSIONS.join(', ')} is expected`)
    .optional()
    .describe('Broken down by this'),
  from: day.optional().describe('Enrolments from this day on, in the shop’s time zone'),
  to: day.optional().describe('Up to and with this day'),
})

export const toQuery = (
  { by, from, to }: z.output<typeof reportQuery>,
  zone: string,
  campaign?: string,
): ReportQuery => ({
  ...(campaign !== undefined && { campaign }),
  ...(by && { by }),
  ...spanOf(from, to, zone),
})
