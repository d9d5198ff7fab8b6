// Cuts a settled text into words, numbers by their length, and the few signs that carry meaning; commas and
// "but" part it into clauses. It knows no meanings.

export type Token = { readonly word: string; readonly clause: number }

const TOKEN = /\p{L}[\p{L}\p{M}]*|\d[\d.,]*|[%?!$€₴₽#]|\p{Extended_Pictographic}|[,;.:()\n—–]/gu
const BREAK = /^[,;.:()—–]$/
const TURN = new Set([
  'но',
  'але',
  'but',
  'however',
  'зато',
  'однако',
  'проте',
  'просто',
  'just',
  'only',
  'вот',
  'лише',
])
/** More words than this are not read. */
const MOST = 300

/** The tokens of a settled text, in order, at most 300. "1 200" and "1200" are both numbers; a number is n1..n6. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let clause = 0
  for (const [piece] of text.matchAll(TOKEN)) {
    if (BREAK.test(piece)) {
      clause++
      continue
    }
    if (TURN.has(piece)) clause++
    tokens.push({ word: asNumber(piece) ?? piece, clause })
    if (tokens.length === MOST) break
  }
  return tokens
}

function asNumber(piece: string): string | undefined {
  if (!/^\d/.test(piece)) return undefined
  return `n${Math.min(6, piece.replace(/\D/g, '').length)}`
}
