// What a report can be broken down by, and which groups a row is in. Knows no figures.
import type { Enrolment } from '../enrolment/enrolment.ts'
import type { ShopTime } from './shop-time.ts'

type How = {
  readonly of: (row: Enrolment, time: (at: number) => ShopTime) => readonly string[]
  /** Known of both arms before anything was said, so that treated and holdout can be compared within a group. */
  readonly comparable: boolean
  /** A row can be in several groups. */
  readonly overlaps?: true
}

const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])
const each = (values: readonly string[] = []): readonly string[] => [...new Set(values)]
const two = (hour: number): string => String(hour).padStart(2, '0')

const HOW = {
  campaign: { of: (row) => [row.campaign], comparable: true },
  segment: { of: (row) => each(row.segments), comparable: true, overlaps: true },
  variant: { of: (row) => one(row.variant), comparable: false },
  offer: { of: (row) => each(row.codes.map(({ offer }) => offer)), comparable: false, overlaps: true },
  code: { of: (row) => each(row.codes.map(({ id }) => id)), comparable: false, overlaps: true },
  reason: { of: (row) => one(row.reason), comparable: false },
  category: { of: (row) => each(row.categories), comparable: true, overlaps: true },
  channel: { of: (row) => one(row.channel), comparable: true },
  source: { of: (row) => one(row.source), comparable: true },
  device: { of: (row) => one(row.device), comparable: true },
  region: { of: (row) => one(row.region), comparable: true },
  lang: { of: (row) => one(row.lang), comparable: true },
  sign: { of: (row) => one(row.sign), comparable: true },
  hour: { of: (row, time) => [two(time(row.at).hour)], comparable: true },
  weekday: { of: (row, time) => [time(row.at).weekday], comparable: true },
  day: { of: (row, time) => [time(row.at).day], comparable: true },
  month: { of: (row, time) => [time(row.at).day.slice(0, 7)], comparable: true },
} as const satisfies Readonly<Record<string, How>>

export type Dimension = keyof typeof HOW
export const DIMENSIONS = Object.keys(HOW) as readonly Dimension[]

export const howOf = (dimension: Dimension): How => HOW[dimension]
