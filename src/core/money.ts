// Money: integers in minor units with an ISO 4217 currency. Knows no formatting and no float arithmetic.

/** A sum in minor units (kopecks, cents) of `currency`; never a float, may be negative in a report. */
export type Money = { readonly amount: number; readonly currency: string }

/** ISO 4217 currencies whose minor unit is not a hundredth (list of 2024-06; all others have 2 digits). */
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** How many digits follow the point in `currency` (0, 2 or 3). */
export const digitsOf = (currency: string): number => DIGITS[currency] ?? 2

/**
 * Reads a sum in major units exactly: "19.9" with 2 digits is 1990.
 * Answers null where the text is not a plain decimal, has more digits than the currency, or is out of range.
 */
export const toMinor = (major: string, digits: number): number | null => {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/.exec(major.trim())
  if (!match) return null
  const fraction = match[3] ?? ''
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return null
  const minor = Number(match[2] + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(minor)) return null
  return match[1] && minor !== 0 ? -minor : minor
}

/** The same sum in major units as a plain decimal: 1990 with 2 digits is "19.90". */
export const toMajor = (minor: number, digits: number): string => {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/**
 * `percent` of `amount`, rounded down to a minor unit, so that a code never takes more than it says.
 * Percent may have two decimals; the product is taken in integers.
 */
export const percentOf = (amount: number, percent: number): number => {
  const hundredths = BigInt(Math.round(percent * 100))
  return Number((BigInt(amount) * hundredths) / 10_000n)
}
