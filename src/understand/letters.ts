// What each letter and sign is, looked up by its code: the quick way through texts that are typed as nearly all are.
// It knows no words.

const OTHER = 0
/** A small Latin letter. */
const LATIN = 1
/** A small Cyrillic letter but ё. */
const CYRILLIC = 2
/** A sign that stays as it is. */
const SIGN = 3
/** What a settled text has no more of (capitals, ё, apostrophes) or may not have as it stands ("@", "/"). */
const UNSETTLED = 4

const KIND = new Uint8Array(0x10000)
const mark = (from: number, to: number, kind: number): void => {
  KIND.fill(kind, from, to + 1)
}
mark(0x20, 0x7e, SIGN)
mark(0x41, 0x5a, UNSETTLED)
mark(0x61, 0x7a, LATIN)
mark(0x400, 0x42f, UNSETTLED)
mark(0x430, 0x45f, CYRILLIC)
for (const sign of "ёҐ'`’@/\n\t") KIND[sign.charCodeAt(0)] = UNSETTLED
for (const sign of '«»—–€₴₽') KIND[sign.charCodeAt(0)] = SIGN
KIND['ґ'.charCodeAt(0)] = CYRILLIC

/** Does it only need small letters to be plain? */
export function isOrdinary(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (KIND[text.charCodeAt(i)] === OTHER) return false
  return true
}

/** Is a plain text settled as it is: no sign to drop, no letter three times, no two spaces, one alphabet a word? */
export function isSettled(text: string): boolean {
  let before = 32
  let last = 32
  let alphabet = OTHER
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const kind = KIND[code]!
    if (kind === OTHER || kind === UNSETTLED) return false
    if (code === last && (code === before || code === 32)) return false
    if (kind === SIGN) alphabet = OTHER
    else if (alphabet === OTHER) alphabet = kind
    else if (alphabet !== kind) return false
    before = last
    last = code
  }
  return last !== 32
}

/** How many small letters of one alphabet a text begins with. */
export function lettersAhead(text: string): number {
  const kind = KIND[text.charCodeAt(0)]!
  if (kind !== LATIN && kind !== CYRILLIC) return 0
  let end = 1
  while (end < text.length && KIND[text.charCodeAt(end)] === kind) end++
  return end
}

/** Which letters a text has. */
export type Letters = {
  readonly cyrillic: number
  readonly latin: number
  /** Letters that only Ukrainian has, less those that only Russian has. */
  readonly ukrainian: number
}

const UKRAINIAN = new Set([...'іїєґ'].map((letter) => letter.charCodeAt(0)))
const RUSSIAN = new Set([...'ыэъё'].map((letter) => letter.charCodeAt(0)))

/** Of a plain text. */
export function lettersOf(text: string): Letters {
  let [cyrillic, latin, ukrainian] = [0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      if (KIND[code] === LATIN) latin++
    } else if (code >= 0x400 && code < 0x530) {
      cyrillic++
      if (UKRAINIAN.has(code)) ukrainian++
      else if (RUSSIAN.has(code)) ukrainian--
    } else if (code >= 0xc0 && code < 0x250) latin++
  }
  return { cyrillic, latin, ukrainian }
}
