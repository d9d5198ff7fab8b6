// Sums as they come in and go out: decimals in major units of the shop's currency, exact in minor units inside.
import { z } from 'zod'
import { digitsOf, toMajor, toMinor } from '../core/money.ts'

/** The most that one sum may be, in minor units: adding up what a request holds stays exact. */
const MOST = 100_000_000_000

/** A currency's code; any other than the shop's is a fault. */
export const currencyIn = (currency: string) =>
  z.string().refine((given) => given.toUpperCase() === currency, `this shop's currency is ${currency}`)

/** "1500.00", 1500 or { amount, currency }: one sum, not negative, in minor units. */
export const sumIn = (currency: string) => {
  const digits = digitsOf(currency)
  const plain = z
    .union([z.number(), z.string()], `a sum in ${currency} is expected, such as "1500.00"`)
    .transform((given, context) => {
      const minor = toMinor(String(given), digits)
      if (minor !== null && minor >= 0 && minor <= MOST) return minor
      context.addIssue(`a sum in ${currency} is expected, such as "1500.00": ${digits} decimals at most`)
      return z.NEVER
    })
  const tagged = z.object({ amount: plain, currency: currencyIn(currency) }).transform(({ amount }) => amount)
  return z.unknown().transform((given, context) => {
    const read = (typeof given === 'object' && given !== null ? tagged : plain).safeParse(given)
    if (read.success) return read.data
    for (const issue of read.error.issues) {
      context.issues.push({ code: 'custom', message: issue.message, path: issue.path, input: given })
    }
    return z.NEVER
  })
}

/** A sum as the API answers it: "225.00", with its currency beside it. */
export const sumOut = (minor: number, currency: string): string => toMajor(minor, digitsOf(currency))
