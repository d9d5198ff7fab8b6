// Columns for a terminal: words to the left, numbers to the right. Knows nothing of what they say.

export type Column = { readonly head: string; readonly left?: boolean }

/** As wide as it is shown: a mark that stands above a letter takes no room. */
const width = (text: string): number => [...text.normalize('NFC')].length

const padded = (text: string, wide: number, left: boolean): string => {
  const room = ' '.repeat(Math.max(0, wide - width(text)))
  return left ? text + room : room + text
}

export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = '  ',
): string => {
  const wide = columns.map(({ head }, i) => Math.max(width(head), ...rows.map((row) => width(row[i] ?? ''))))
  const line = (cells: readonly string[]): string =>
    (
      indent + columns.map(({ left }, i) => padded(cells[i] ?? '', wide[i]!, left ?? false)).join('  ')
    ).trimEnd()
  const rule = indent + wide.map((each) => '─'.repeat(each)).join('  ')
  return [line(columns.map(({ head }) => head)), rule, ...rows.map(line)].join('\n')
}

/** A bar of `most` characters for a part of a whole. */
export const bar = (part: number, all: number, most = 30): string => {
  const eighths = all === 0 ? 0 : Math.round((part / all) * most * 8)
  const full = '█'.repeat(Math.floor(eighths / 8))
  return full + (eighths % 8 > 0 ? '▏▎▍▌▋▊▉█'[(eighths % 8) - 1] : '')
}

/** So that what a marketer reads is what is written, whatever terminal it is read in. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
