// How a personal code is written: its symbols, its check symbol, its canonical form.
// Knows nothing of randomness, of what a shopper types, or of what a code is worth.

/** Sixteen symbols, four bits each: no vowels, nothing that looks like 0, 1, O or I. */
export const ALPHABET = '23456789CHKLMPTX'
export const DEFAULT_PREFIX = 'WB'
/** Random symbols in a body; one check symbol follows them. */
export const RANDOM_SYMBOLS = 11

const PREFIX = /^[A-Z0-9]{2,8}$/
const RANDOM_BODY = /^[2-9CHKLMPTX]{11}$/
const FULL_BODY = /^[2-9CHKLMPTX]{12}$/

/**
 * Powers of x in GF(16) = GF(2)[x] / (x^4 + x + 1), where x has order 15: POWERS[i] = x^i. The weight of the
 * symbol at position i is x^i. All twelve weights differ and none is zero, so a weighted sum that is zero stops
 * being zero when one symbol changes, when two different symbols change places (neighbours or not), and when a
 * pair of equal symbols becomes another pair of equal symbols.
 */
const POWERS = [1, 2, 4, 8, 3, 6, 12, 11, 5, 10, 7, 14, 15, 13, 9]
const LOGARITHM = new Map(POWERS.map((power, exponent) => [power, exponent]))

/** The product value * x^exponent in GF(16). */
function timesPower(value: number, exponent: number): number {
  return value === 0 ? 0 : POWERS[(LOGARITHM.get(value)! + exponent) % POWERS.length]!
}

/** The sum over all positions i of x^i * value(symbol i), in GF(16): 0..15. */
function weightedSum(symbols: string): number {
  let sum = 0
  for (let i = 0; i < symbols.length; i++) sum ^= timesPower(ALPHABET.indexOf(symbols[i]!), i)
  return sum
}

/** The symbol that belongs behind these eleven. Throws RangeError if they are not eleven symbols. */
export function checkSymbol(body: string): string {
  if (!RANDOM_BODY.test(body)) throw new RangeError('The body of a code is eleven symbols of its alphabet')
  return ALPHABET[timesPower(weightedSum(body), POWERS.length - RANDOM_SYMBOLS)]!
}

/** Twelve symbols, no dashes, of which the last is the right check symbol. */
export function isChecked(symbols: string): boolean {
  return FULL_BODY.test(symbols) && weightedSum(symbols) === 0
}

/**
 * Twelve symbols with two letters and two digits at least. Every code that we draw is mixed, so a telephone
 * number or a word, which is not, need never be taken for a code that lacks its prefix.
 */
export function isMixed(symbols: string): boolean {
  const letters = symbols.replace(/[2-9]/g, '').length
  return letters >= 2 && symbols.length - letters >= 2
}

/** A shop's own prefix: 2 to 8 of A-Z and 0-9. */
export function isPrefix(text: string): boolean {
  return PREFIX.test(text)
}

/** Twelve symbols behind a prefix, in groups of four: `WB-2345-6789-CHKL`. */
export function writeCode(prefix: string, symbols: string): string {
  if (!isPrefix(prefix)) throw new RangeError('The prefix of a code is 2 to 8 of A-Z and 0-9')
  return [prefix, symbols.slice(0, 4), symbols.slice(4, 8), symbols.slice(8)].join('-')
}

/** The whole code for eleven symbols. Throws RangeError on a wrong prefix or body. */
export function formatCode(prefix: string, body: string): string {
  return writeCode(prefix, body + checkSymbol(body))
}

/** Is this text, to the letter, a code of this shop with the right check symbol? */
export function isWellFormed(code: string, prefix: string): boolean {
  if (!isPrefix(prefix) || !code.startsWith(`${prefix}-`)) return false
  const symbols = code.slice(prefix.length + 1).replaceAll('-', '')
  return isChecked(symbols) && code === writeCode(prefix, symbols)
}
