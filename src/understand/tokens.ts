// Cuts a settled text into words, numbers by their length, and the few signs that carry meaning. It knows no meanings.
import type { Cut } from './features.ts'
import { lettersAhead } from './letters.ts'
import { wordOf } from './words.ts'

const TOKEN = /\p{L}[\p{L}\p{M}]*|\d[\d.,]*|[%?!$€₴₽#]|\p{Extended_Pictographic}|[+-]|[,;.:()\n—–]/gu
const BREAK = /^[,;.:()\n—–]$/

/** The words of a settled text in order, with the ends of clauses. A number is n1 to n6, by how many digits it has. */
export function cutOf(text: string): Cut {
  const ahead = lettersAhead(text)
  if (ahead === text.length && ahead > 0) return [wordOf(text)]
  if (ahead === text.length - 1 && ahead > 0) {
    const sign = text[ahead]!
    if (BREAK.test(sign)) return [wordOf(text.slice(0, ahead)), null]
  }
  return Array.from(text.matchAll(TOKEN), ([piece]) =>
    BREAK.test(piece) ? null : wordOf(asNumber(piece) ?? piece),
  )
}

function asNumber(piece: string): string | undefined {
  if (!/^\d/.test(piece)) return undefined
  return `n${Math.min(6, piece.replace(/\D/g, '').length)}`
}
