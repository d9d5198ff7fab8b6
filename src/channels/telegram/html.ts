// Text as Telegram takes it: escaped, with codes that a tap copies, and cut where it is too long for one message. Pure.

/** The longest text of one message, in UTF-16 units after the markup is taken out. */
export const LONGEST = 4096

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Escaped, with every standing of `code` in it as one that a tap copies. */
export const htmlWith = (text: string, code: string | undefined, tag: 'code' | 's' = 'code'): string =>
  code
    ? text
        .split(code)
        .map(escapeHtml)
        .join(`<${tag}>${escapeHtml(code)}</${tag}>`)
    : escapeHtml(text)

/** Where a text may be cut, the best first. */
const BORDERS = [/\n{2,}/g, /\n/g, /[.!?…]\s+/g, /\s+/g]

/** Half of a pair may stand at neither side of a cut, and `whole` is never cut. */
const isWithin = (text: string, at: number, whole: string | undefined): boolean => {
  if (/[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '')) return true
  if (!whole) return false
  const from = text.lastIndexOf(whole, at - 1)
  return from >= 0 && from < at && at < from + whole.length
}

const cutOf = (text: string, longest: number, whole: string | undefined): number => {
  const head = text.slice(0, longest + 1)
  for (const border of BORDERS) {
    const ends = [...head.matchAll(border)].map((found) => found.index + found[0].length)
    // A border near the beginning would make many small messages.
    const cut = ends.findLast((end) => end <= longest && end > longest / 4 && !isWithin(text, end, whole))
    if (cut !== undefined) return cut
  }
  let cut = longest
  while (cut > 1 && isWithin(text, cut, whole)) cut--
  return cut
}

/** The text in pieces of at most `longest`, cut at paragraphs, lines, sentences or words; `whole` stays in one piece. */
export const splitText = (text: string, whole?: string, longest = LONGEST): readonly string[] => {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > longest) {
    const cut = cutOf(rest, longest, whole)
    pieces.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return rest ? [...pieces, rest] : pieces
}
