// Drawing a new code. The randomness is handed in: main gives that of node:crypto, a replay a seeded one.
// Knows nothing of whose code it will be, and never keeps one.

import { ALPHABET, formatCode, isMixed, isPrefix, RANDOM_SYMBOLS } from '../core/codes/code-text.ts'

/** Far more than luck can ask for: about one draw in eleven is refused. */
const MOST_DRAWS = 1000
const BYTES = Math.ceil(RANDOM_SYMBOLS / 2)

/**
 * A code of 11 random symbols and its check symbol, `WB-2345-6789-CHKL`. Each symbol is four random bits, so all
 * are equally likely; a body that is not clean, forms a bad word with its prefix, or is not mixed (isMixed) is
 * drawn again. A prefix that is itself not clean is the shop's own wish and refuses nothing.
 *
 * `random` answers that many bytes. Throws if it answers fewer, or if no draw will do.
 */
export function drawCode(
  random: (bytes: number) => Uint8Array,
  prefix: string,
  isClean: (body: string) => boolean,
): string {
  if (!isPrefix(prefix)) throw new RangeError('The prefix of a code is 2 to 8 of A-Z and 0-9')
  const before = isClean(prefix) ? prefix : ''
  for (let draws = 0; draws < MOST_DRAWS; draws++) {
    const code = formatCode(prefix, randomSymbols(random))
    const symbols = code.slice(prefix.length).replaceAll('-', '')
    if (isMixed(symbols) && isClean(symbols) && isClean(before + symbols)) return code
  }
  throw new Error(
    `No clean code in ${MOST_DRAWS} draws: the source of randomness is broken, or isClean refuses all`,
  )
}

function randomSymbols(random: (bytes: number) => Uint8Array): string {
  const bytes = random(BYTES)
  if (bytes.length < BYTES) throw new Error(`The source of randomness gave ${bytes.length} bytes of ${BYTES}`)
  const nibbles = [...bytes].flatMap((byte) => [byte >> 4, byte & 15])
  return nibbles
    .slice(0, RANDOM_SYMBOLS)
    .map((nibble) => ALPHABET[nibble]!)
    .join('')
}
