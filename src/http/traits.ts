// What an identify says of somebody: our names, and Segment's for the same. Knows no route.
import { z } from 'zod'
import { LANGS } from '../core/meaning.ts'
import type { Traits } from '../core/person/traits.ts'
import { dayInYear } from '../core/time/local-time.ts'
import { consents, zone } from './consents.ts'
import { as } from './shown.ts'
import { text, withoutNulls } from './text.ts'

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day that there is: 29 February only in a year that has one, where a year is named. */
const isDay = (year: string | undefined, month: number, day: number): boolean =>
  day >= 1 &&
  day <= (DAYS[month - 1] ?? 0) &&
  (year === undefined || day === dayInYear(month, day, Number(year)))

/** "05-01", "1990-05-01", or a Date as JSON writes it. */
const birthday = z
  .string()
  .transform((given) => given.trim().replace(/T.*$/, ''))
  .refine((given) => {
    const match = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(given)
    return match !== null && isDay(match[1], Number(match[2]), Number(match[3]))
  }, 'MM-DD or YYYY-MM-DD is expected')

/** "uk", "uk-UA", "uk_UA". */
const language = as(
  z
    .string()
    .transform((given) =>
      given
        .trim()
        .toLowerCase()
        .replace(/[-_].*$/, ''),
    )
    .pipe(z.enum(LANGS, `known are: ${LANGS.join(', ')}`)),
  { type: 'string', examples: [...LANGS] },
)

const name = text(100).optional()
const line = text(200).optional()
const address = z.object({ street: line, city: name, postalCode: name, state: name, country: name }).partial()

const fields = z
  .object({
    language: language.optional(),
    name,
    firstName: name,
    lastName: name,
    email: z.email().max(254).optional(),
    phone: text(40).optional(),
    birthday: birthday.optional(),
    region: name,
    address: z.preprocess(withoutNulls, address).or(text(300)).optional(),
    device: text(60).optional(),
    device_id: text(100).optional(),
    source: name,
    points: z.number().int().min(0).max(1_000_000_000).optional(),
    time_zone: zone.optional(),
    timezone: zone.optional(),
    consents: consents.optional(),
  })
  .transform(({ firstName, lastName, address, timezone, consents: _, ...given }): Traits => {
    const whole = [firstName, lastName].filter(Boolean).join(' ').slice(0, 100)
    const place = typeof address === 'object' ? (address.city ?? address.state ?? address.country) : undefined
    const read = {
      ...given,
      address: lineOf(address),
      name: given.name ?? (whole || undefined),
      region: given.region ?? place,
      time_zone: given.time_zone ?? timezone,
    }
    return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
  })

export const traits = z.preprocess(withoutNulls, fields)

/** Where goods go to, in one line; a town alone is no address. */
const lineOf = (given: string | Readonly<Record<string, string | undefined>> | undefined) => {
  if (given === undefined || typeof given === 'string') return given
  const { street, city, postalCode } = given
  return street && [street, city, postalCode].filter(Boolean).join(', ')
}

/** Where only the shop's word counts: the names in `given` that a page may not vouch for. */
export const foreignToPages = (given: unknown): readonly string[] => {
  const OF_THE_PAGE = new Set([
    'language',
    'region',
    'device',
    'device_id',
    'source',
    'time_zone',
    'timezone',
  ])
  const read = Object.keys((withoutNulls(given) ?? {}) as object)
  return read.filter((one) => one in fields.in.shape && !OF_THE_PAGE.has(one))
}
