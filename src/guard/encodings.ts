// Pieces of a text that are written in another code: base64, base32, hex, percent-encoding, escapes, binary, rot13. Says
// what each says; knows no promises.

/** Each letter thirteen further. */
export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (char) => {
    const base = char <= 'Z' ? 65 : 97
    return String.fromCharCode(((char.charCodeAt(0) - base + 13) % 26) + base)
  })

const BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,4000}={0,2}/g
const BASE32 = /(?<![A-Z2-7])[A-Z2-7]{16,400}={0,6}(?![A-Za-z0-9])/g
const HEX = /(?<![0-9a-z])(?:0x)?(?:[0-9a-f]{2}[ :,-]?){5,2000}(?![0-9a-z])/gi
const PERCENT_ENCODED = /(?:[\w.~-]{0,40}%[0-9a-f]{2}){2,400}[\w.~%-]{0,40}/gi
const ESCAPES =
  /(?:(?:\\u\{?|&#x?|\\x|U\+)[0-9a-f]{2,6}[};]? ?){2,400}|(?:[^&]{0,20}&(?:percnt|num|dollar|nbsp|amp|lt|gt|#\d{2,6}|#x[0-9a-f]{2,5});){1,50}/gi
const BINARY = /(?:[01]{8} ?){3,400}/g
const CHAR_CODES = /(?<!\d)(?:\d{2,4}[ ,;]{1,2}){4,400}\d{2,4}(?!\d)/g

const fromBytes = (bytes: readonly number[]): string | null => {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  try {
    return decodeURIComponent(escaped)
  } catch {
    return null
  }
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const bitsToText = (symbols: string, alphabet: string, width: number): string | null => {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const symbol of symbols) {
    bits = ((bits << width) | alphabet.indexOf(symbol)) & 0xffff
    held += width
    if (held >= 8) {
      held -= 8
      bytes.push((bits >> held) & 0xff)
    }
  }
  return fromBytes(bytes)
}
const decodeBase64 = (piece: string): string | null =>
  bitsToText(piece.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/'), SIGNS, 6)
const decodeBase32 = (piece: string): string | null =>
  bitsToText(piece.replace(/=+$/, ''), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 5)
const decodeHex = (piece: string): string | null =>
  fromBytes((piece.replace(/^0x/i, '').match(/[0-9a-f]{2}/gi) ?? []).map((byte) => Number.parseInt(byte, 16)))
const decodePercent = (piece: string): string | null => {
  try {
    return decodeURIComponent(piece)
  } catch {
    return null
  }
}
const NAMED: Readonly<Record<string, string>> = {
  percnt: '%',
  num: '#',
  dollar: '$',
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
}
const decodeEscapes = (piece: string): string =>
  piece
    .replace(/&(percnt|num|dollar|nbsp|amp|lt|gt);/gi, (_, name: string) => NAMED[name.toLowerCase()] ?? '')
    .replace(/(?:\\u\{?|&#x|\\x|U\+)([0-9a-f]{2,6})[};]? ?/gi, (_, code: string) =>
      char(Number.parseInt(code, 16)),
    )
    .replace(/&#(\d{2,7});? ?/g, (_, code: string) => char(Number(code)))
const char = (point: number): string => (point > 31 && point < 0x110000 ? String.fromCodePoint(point) : ' ')
const decodeBinary = (piece: string): string | null =>
  fromBytes((piece.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
const decodeCharCodes = (piece: string): string =>
  (piece.match(/\d{2,4}/g) ?? []).map((code) => char(Number(code))).join('')

/** Where such pieces may stand, and what one says; null: nothing. Every pattern is bounded. */
export const DECODERS: readonly (readonly [RegExp, (piece: string) => string | null])[] = [
  [BASE64, decodeBase64],
  [BASE32, decodeBase32],
  [HEX, decodeHex],
  [PERCENT_ENCODED, decodePercent],
  [ESCAPES, decodeEscapes],
  [BINARY, decodeBinary],
  [CHAR_CODES, decodeCharCodes],
]
