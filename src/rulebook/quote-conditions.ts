// Marketers write conditions without quotes; YAML would end them at a comma, a bracket, a leading ! or ".
// This puts the quotes in, and remembers where, so that places stay those of the author's text. Knows no CEL.

export type Quoted = {
  readonly text: string
  /** An offset in `text` -> the same place in the source. */
  readonly original: (offset: number) => number
}

type Span = { readonly from: number; readonly to: number }

const OPENS = '([{'
const CLOSES = ')]}'

/** Where a condition ends that begins at `from` within { }: at a comma or } that is its row's own. */
const endInBraces = (line: string, from: number): number | null => {
  let depth = 0
  let quote = ''
  for (let i = from; i < line.length; i++) {
    const char = line[i]!
    if (quote !== '') {
      if (char === '\\') i++
      else if (char === quote) quote = ''
      continue
    }
    if (char === '"' || char === "'") quote = char
    else if (OPENS.includes(char)) depth++
    else if (CLOSES.includes(char) && depth > 0) depth--
    else if (char === '}' || (char === ',' && depth === 0)) return i
  }
  return null
}

/** Is the whole of it one quoted value already? */
const isQuoted = (value: string): boolean =>
  /^'(?:[^']|'')*'$/.test(value) || /^"(?:[^"\\]|\\.)*"$/.test(value)

/** Only what YAML would misread; everything else stays as it is. */
const needsQuotes = (value: string, inBraces: boolean): boolean => {
  if (value === '' || isQuoted(value) || value.includes("'")) return false
  return /^[!"&*%@`[{]/.test(value) || /:\s/.test(value) || (inBraces && /[[\]{},]/.test(value))
}

const trimmed = (line: string, from: number, to: number): Span => {
  const value = line.slice(from, to)
  const start = from + value.length - value.trimStart().length
  return { from: start, to: start + value.trim().length }
}

const WITHOUT_COMMENT = /^(?:[^"#]|"(?:[^"\\]|\\.)*"|(?<!\s)#)*/

/** The conditions of one line that want quotes. */
const spansOf = (line: string): readonly Span[] => {
  const row = /[{,]\s*when:\s/g
  const spans: Span[] = []
  if (/^\s*(?:- +)*(?:[a-z_]+:\s+)?\{/.test(line)) {
    for (let found = row.exec(line); found !== null; found = row.exec(line)) {
      const from = found.index + found[0].length
      const to = endInBraces(line, from)
      if (to === null) break
      const span = trimmed(line, from, to)
      if (needsQuotes(line.slice(span.from, span.to), true)) spans.push(span)
      row.lastIndex = Math.max(row.lastIndex, to)
    }
    return spans
  }
  const block = /^\s*(?:- +)*when:\s+/.exec(line)
  if (!block) return []
  const to = block[0].length + WITHOUT_COMMENT.exec(line.slice(block[0].length))![0].length
  const span = trimmed(line, block[0].length, to)
  return needsQuotes(line.slice(span.from, span.to), false) ? [span] : []
}

export const quoteConditions = (source: string): Quoted => {
  const added: number[] = []
  const parts: string[] = []
  let done = 0
  let start = 0
  for (const line of source.split('\n')) {
    for (const { from, to } of line.length > 4000 ? [] : spansOf(line)) {
      parts.push(source.slice(done, start + from), "'", source.slice(start + from, start + to), "'")
      added.push(start + from, start + to)
      done = start + to
    }
    start += line.length + 1
  }
  if (added.length === 0) return { text: source, original: (offset) => offset }
  parts.push(source.slice(done))
  /** The nth sign that was put in stands at added[n] + n and moves everything behind it on by one. */
  const original = (offset: number): number => {
    let low = 0
    let high = added.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (added[middle]! + middle < offset) low = middle + 1
      else high = middle
    }
    return offset - low
  }
  return { text: parts.join(''), original }
}
