// How the finders write patterns over a canonical text: words stand between single spaces, and what was found is blotted
// out, so that nothing is read twice. Knows no words.
import { lazyPattern } from '../../text/lazy-pattern.ts'

/** Any word. */
export const W = '\\p{L}[\\p{L}\\p{M}]*'
/** A number as canonical() writes it; `k` stands for thousands. */
export const N = '(\\d+(?:\\.\\d+)?k?)'
/** A whole number that is no day, time or decimal. */
export const Q = '(\\d{1,7})'

/** Words to choose from; a star ends a beginning. */
export const any = (words: string): string =>
  `(?:${words
    .trim()
    .split(/[\s|]+/)
    .map((word) => word.replaceAll('_', ' ').replace('$', '\\$').replaceAll('*', '[\\p{L}\\p{M}]*'))
    .join('|')})`

/** A pattern that begins behind a space and ends before one. */
export const pattern = (source: string): RegExp => lazyPattern(`(?<= )${source}(?= )`, 'gu')

/** So that what stood there is read by nobody else. */
export const blot = (text: string, from: number, length: number): string =>
  `${text.slice(0, from)}_${text.slice(from + length)}`

export const blotAll = (text: string, patterns: readonly RegExp[]): string =>
  patterns.reduce((left, one) => left.replace(one, '_'), text)

/** 2000 of "2000", "2k". */
export const numberOf = (text: string): number =>
  text.endsWith('k') ? Number(text.slice(0, -1)) * 1000 : Number(text)
