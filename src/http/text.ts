// Names and ids as they come in. Knows no product and no route.
import { z } from 'zod'
import { as } from './shown.ts'

/** A name or an id; shops' ids are often numbers. A number that JavaScript can't hold exactly is no id. */
export const text = (most: number) => as(read(most), { type: ['string', 'number'], maxLength: most })

const read = (most: number) =>
  z
    .union([z.string(), z.number()], {
      error: ({ input }) => (input === undefined ? 'missing' : 'a text is expected'),
    })
    .refine(
      (given) => typeof given === 'string' || !Number.isInteger(given) || Number.isSafeInteger(given),
      'too large a number to be exact: send it as a text',
    )
    .transform((given) => String(given).trim())
    .refine((given) => given !== '' && given.length <= most, `1 to ${most} characters are expected`)
    .refine((given) => given.isWellFormed(), 'this is no text: half a character is in it')

/** No client has so many; whatever is copied field by field has fewer, or copying it would hold everybody up. */
const MOST_FIELDS = 1000

export const isWide = (given: object): boolean => Object.keys(given).length > MOST_FIELDS

/** The fields that are there; the field's clients send null for what they don't know. Of too many none is looked at. */
export const withoutNulls = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && !Array.isArray(given) && !isWide(given)
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
    : given

/** An object whose fields are somebody else's to name. */
export const anyFields = as(
  z
    .custom<Readonly<Record<string, unknown>>>(
      (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
      'an object is expected',
    )
    .refine((given) => !isWide(given), `${MOST_FIELDS} fields at most`),
  { type: 'object', additionalProperties: {} },
)
