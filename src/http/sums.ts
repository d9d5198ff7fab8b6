// Sums as they come in and go out: decimals in major units of the shop's currency, exact in minor units inside.
import { z } from 'zod'
import { digitsOf, toMajor, toMinor } from '../core/money.ts'
import { as } from './shown.ts'

/** The most that one sum may be, in minor units: adding up what a request holds stays exact. */
const MOST = 100_000_000_000

/** A currency's code; any other than the shop's is a fault. */
export const currencyIn = (currency: string) =>
  as(
    z
      .string()
      .refine((given) => given.trim().toUpperCase() === currency, `this shop's currency is ${currency}`),
    { type: 'string', examples: [currency] },
  )

/** What JavaScript makes of sums, 0.1 + 0.2 say, is off by less than this part of a minor unit. */
const FLOAT = 1e-6

/** A JSON number has been a float: it is read as the sum that it stands for. A text is exact. */
const minorOf = (given: number | string, digits: number): number | null => {
  if (typeof given === 'string') return toMinor(given, digits)
  const minor = given * 10 ** digits
  const whole = Math.round(minor)
  return Math.abs(minor - whole) <= FLOAT ? whole : null
}

/** "1500.00", 1500 or { amount, currency }: one sum, not negative, in minor units. */
export const sumIn = (currency: string) => {
  const digits = digitsOf(currency)
  const example = toMajor(1500 * 10 ** digits, digits)
  const expected = `a sum in ${currency} is expected, such as "${example}"`
  const plain = z
    .union([z.number(), z.string()], { error: ({ input }) => (input === undefined ? 'missing' : expected) })
    .transform((given, context) => {
      const minor = minorOf(given, digits)
      if (minor !== null && minor >= 0 && minor <= MOST) return minor
      context.addIssue(`${expected}: not negative, ${digits} decimals at most`)
      return z.NEVER
    })
  const tagged = z.object({ amount: plain, currency: currencyIn(currency) }).transform(({ amount }) => amount)
  const read = z.unknown().transform((given, context) => {
    const read = (typeof given === 'object' && given !== null ? tagged : plain).safeParse(given)
    if (read.success) return read.data
    for (const issue of read.error.issues) {
      context.issues.push({ code: 'custom', message: issue.message, path: issue.path, input: given })
    }
    return z.NEVER
  })
  const decimal = { type: 'string', pattern: '^\\d+(\\.\\d+)?$', examples: [example] }
  return as(read, {
    description: `A sum in ${currency}, in major units`,
    anyOf: [
      decimal,
      { type: 'number', minimum: 0 },
      {
        type: 'object',
        properties: {
          amount: { anyOf: [decimal, { type: 'number', minimum: 0 }] },
          currency: { const: currency },
        },
        required: ['amount', 'currency'],
      },
    ],
  })
}

/** A sum as the API answers it: "225.00", with its currency beside it. */
export const sumOut = (minor: number, currency: string): string => toMajor(minor, digitsOf(currency))
