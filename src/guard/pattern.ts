// Patterns over words of any alphabet: \b of a plain regular expression knows Latin letters only.
import { lazyPattern } from '../text/lazy-pattern.ts'

const EDGE = '(?:(?<=[\\p{L}\\p{N}])(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?=[\\p{L}\\p{N}]))'

/** The source with \b meaning the edge of a word in any alphabet. */
export const pattern = (source: string, flags = 'u'): RegExp =>
  lazyPattern(source.replaceAll('\\b', EDGE), flags)
