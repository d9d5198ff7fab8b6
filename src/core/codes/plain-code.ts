// How a code that is not of our own making is compared: one from an imported pool, or one for everybody. Its case,
// dashes and look-alike letters don't count. Knows nothing of which codes exist.

/** Symbols of a code without its separators. */
export const SHORTEST = 5
export const LONGEST = 40

/** So many words of one text are looked at as codes: more is no message of a shopper with a code. */
const MOST_WORDS = 64

const INVISIBLE = /[\p{Cf}\p{M}]/gu
const SEPARATORS = /[\s\p{Pd}_.·]/gu
const SYMBOLS = /^[\p{Script=Latin}\p{Script=Cyrillic}0-9]*$/u
const WORD = /[\p{L}\p{N}]+(?:[\p{Pd}_.][\p{L}\p{N}]+)*/gu
/** What stands for a code that was taken out already. */
const TAKEN_OUT = /(\{code:[^}]*\})/

const CYRILLIC = 'АВЕКМНОРСТУХІЅЈ'
const LATIN = 'ABEKMHOPCTYXISJ'
const LOOKS = new Map([...CYRILLIC].map((char, i) => [char, LATIN[i]!]))

/** The one form in which such codes are compared; may be empty. */
export const plainCode = (text: string): string =>
  [...text.normalize('NFKC').replace(INVISIBLE, '').replace(SEPARATORS, '').toUpperCase()]
    .map((char) => LOOKS.get(char) ?? char)
    .join('')

export type CodeFault = 'empty' | 'too_short' | 'too_long' | 'bad_symbol'

/** What stands against a text as such a code; null: nothing. */
export const codeFault = (text: string): CodeFault | null => {
  const plain = plainCode(text)
  if (plain === '') return text.trim() === '' ? 'empty' : 'bad_symbol'
  if (!SYMBOLS.test(plain)) return 'bad_symbol'
  if (plain.length < SHORTEST) return 'too_short'
  return plain.length > LONGEST ? 'too_long' : null
}

/** An ordinary word is no code: a code has a digit in it, or is written in capitals. */
const mayBeCode = (word: string): boolean =>
  (/\d/.test(word) || word === word.toUpperCase()) && codeFault(word) === null

const piecesOf = (text: string): readonly string[] => text.split(TAKEN_OUT)

/** The plain forms of the words of a text that may be such a code, in their order; MOST_WORDS at most. */
export const plainCodesIn = (text: string): readonly string[] => {
  const words = piecesOf(text).flatMap((piece, i) => (i % 2 === 1 ? [] : (piece.match(WORD) ?? [])))
  return words.slice(0, MOST_WORDS).filter(mayBeCode).map(plainCode)
}

/** The text with those words replaced for which `replace` has an answer; all else stays byte for byte. */
export const replacePlainCodes = (text: string, replace: (plain: string) => string | null): string => {
  let left = MOST_WORDS
  const inPiece = (piece: string): string =>
    piece.replace(WORD, (word) => (left-- > 0 && mayBeCode(word) ? (replace(plainCode(word)) ?? word) : word))
  return piecesOf(text)
    .map((piece, i) => (i % 2 === 1 ? piece : inPiece(piece)))
    .join('')
}

/** Every piece between codes that were taken out already, changed by `change`. */
export const aroundTakenOut = (text: string, change: (piece: string) => string): string =>
  piecesOf(text)
    .map((piece, i) => (i % 2 === 1 ? piece : change(piece)))
    .join('')
