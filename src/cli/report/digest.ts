// The latest weekly digest in words, for a terminal.
import { digestText, PARTS } from '../../browser/board/digest-text.ts'
import { type BoardLang, numbersOf, sayIn } from '../../browser/board/figures-text.ts'
import type { Digest } from '../../core/report/digest.ts'
import { plain } from './table.ts'

export const digestWords = (digests: readonly Digest[], zone: string, lang: BoardLang): string => {
  const say = sayIn(lang)
  const [digest] = digests
  if (!digest) return `${say('digest_none')}\n`
  const number = numbersOf(lang, digest.currency, digest.digits, zone, say)
  const parts = (['earned', 'lost', 'look'] as const).flatMap((part) => {
    const lines = digest.lines
      .filter((line) => line.part === part)
      .flatMap((line) => digestText(line, say, number) ?? [])
    return lines.length > 0 ? [`${say(PARTS[part])}:`, ...lines.map((line) => `  - ${plain(line)}`), ''] : []
  })
  const title = say('digest_of', { from: number.day(digest.from), to: number.day(digest.to) })
  return `${[title, '', ...parts].join('\n').trimEnd()}\n`
}
