// Reading durations such as 45m, 12h, 7d or 1h 30m, and caps such as "once per 14d". Knows nothing of clocks.
import type { Span } from '../core/time/varied.ts'
import { type Node, openScalar } from './node.ts'
import type { Report } from './problem.ts'

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}
const HOW = 'a duration such as 45m, 12h or 7d'
/** No duration is longer, ms. */
export const LONGEST = 3660 * 86_400_000

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:seconds?|secs?)$/, 's'],
  [/^(?:minutes?|mins?)$/, 'm'],
  [/^(?:hours?|hrs?)$/, 'h'],
  [/^days?$/, 'd'],
  [/^weeks?$/, 'w'],
]

/** Milliseconds, or null where the text is none. */
export const toDuration = (text: string): number | null => {
  const parts = [...text.trim().matchAll(/(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d|w)(?:\s+|$|(?=\d))/g)]
  const read = parts.map((part) => part[0]).join('')
  if (parts.length === 0 || read !== text.trim()) return null
  const sum = parts.reduce((all, part) => all + Math.round(Number(part[1]) * UNITS[part[2]!]!), 0)
  return sum > 0 && sum <= LONGEST ? sum : null
}

/** "2 days" was meant to be "2d". */
const meant = (text: string): string | undefined => {
  const match = /^(\d+)\s*([a-z]+)$/i.exec(text.trim())
  if (!match) return undefined
  const unit = WORDS.find(([word]) => word.test(match[2]!.toLowerCase()))?.[1] ?? match[2]!.toLowerCase()
  const better = `${match[1]}${unit}`
  return toDuration(better) === null ? undefined : better
}

export const readDuration = (node: Node, what: string, report: Report): number | null => {
  const scalar = openScalar(node, what, report, HOW)
  if (!scalar) return null
  const duration = toDuration(scalar.text)
  if (duration !== null) return duration
  report.problem(scalar.at, `${what} cannot be "${scalar.text}"`, {
    expected: HOW,
    hint: meant(scalar.text),
  })
  return null
}

const SPAN_HOW = 'a duration such as 45m, or one that varies such as 40m..70m'

/** A duration, or "40m..70m": one that varies between both. */
export const readSpan = (node: Node, what: string, report: Report): Span | null => {
  const ends = node.kind === 'scalar' ? node.text.split('..') : []
  if (node.kind !== 'scalar' || ends.length < 2) return asSpan(readDuration(node, what, report))
  const [least, most] = ends.map((end) => toDuration(end))
  if (ends.length === 2 && least && most && least < most) return { least, spread: most - least }
  const turned = least && most && least > most ? `${ends[1]!.trim()}..${ends[0]!.trim()}` : undefined
  report.problem(node.at, `${what} cannot be "${node.text}"`, { expected: SPAN_HOW, hint: turned })
  return null
}

const asSpan = (least: number | null): Span | null => (least === null ? null : { least })

export type Cap = { readonly count: number; readonly within: number | null }

const CAP = 'a cap such as once per 14d, 2 per 30d, or once'

/** "once per 14d", "twice per 30d", "3 per 7d", "3 times per 7d", "once". */
export const readCap = (node: Node, what: string, report: Report): Cap | null => {
  const scalar = openScalar(node, what, report, CAP)
  if (!scalar) return null
  const match = /^(once|twice|[1-9]\d{0,3}(?:\s+times)?)(?:\s+(?:per|in|every)\s+(.+))?$/.exec(
    scalar.text.trim(),
  )
  const within = match?.[2] === undefined ? null : toDuration(match[2])
  if (!match || (match[2] !== undefined && within === null)) {
    const slip = match?.[2] === undefined ? undefined : meant(match[2])
    report.problem(scalar.at, `${what} cannot be "${scalar.text}"`, {
      expected: CAP,
      hint: slip === undefined ? undefined : `${match?.[1]} per ${slip}`,
    })
    return null
  }
  const count = match[1] === 'once' ? 1 : match[1] === 'twice' ? 2 : Number.parseInt(match[1]!, 10)
  return { count, within }
}
