// flows/segments.yaml -> conditions by name. Segments may use each other, but not in a circle.
import type { Condition } from '../core/condition.ts'
import type { Language } from './cel-environment.ts'
import { compileCondition, expanded } from './condition.ts'
import { checkName } from './names.ts'
import { type Entry, type Node, openFields, openMap } from './node.ts'
import type { Report } from './problem.ts'

/** Segments may ask each other, so that their number bounds how deep that goes. */
const MOST = 500

/** The names first, since conditions of segments may ask for any of them. */
export const nameSegments = (node: Node | null, report: Report): readonly Entry[] => {
  const top = node && openFields(node, 'the file of segments', ['segments'], report)
  const segments = top?.get('segments')
  const entries = segments ? openMap(segments.value, 'segments', report) : null
  if (segments && entries && entries.size > MOST) {
    report.problem(segments.at, `there are too many segments (${entries.size})`, {
      expected: `at most ${MOST}`,
    })
    return []
  }
  return [...(entries?.values() ?? [])].filter((entry) => checkName(entry.key, entry.at, 'a segment', report))
}

export const readSegments = (
  entries: readonly Entry[],
  language: Language,
  report: Report,
): Readonly<Record<string, Condition>> => {
  const segments: Record<string, Condition> = {}
  const asks = new Map<string, readonly string[]>()
  for (const { key, value } of entries) {
    const compiled = compileCondition(value, `segment ${key}`, unexpanded(language), report)
    if (!compiled) continue
    segments[key] = compiled.condition
    asks.set(key, compiled.segments)
  }
  for (const { key, value } of entries) {
    const circle = circleFrom(key, asks)
    if (!circle) continue
    // A circle is told once, at its first name; asked all the same, none of it would ever end.
    if (circle.toSorted()[0] === key)
      report.problem(value.at, `segments ask each other in a circle: ${[...circle, key].join(' -> ')}`)
    delete segments[key]
  }
  const dear = entries.find(({ key }) => costOf(key, asks, new Map()) > DEAREST)
  if (dear) report.problem(dear.value.at, `segment ${dear.key} asks others over and over`)
  return withAsks(segments, language)
}

/** Some of the segments that one asks are not read yet: what they ask is put in their place when all are. */
const unexpanded = (language: Language): Language => ({
  ...language,
  asksOf: (segment) => [`segment.${segment}`],
})

const withAsks = (segments: Readonly<Record<string, Condition>>, { asksOf }: Language) => {
  const known = new Map<string, readonly string[]>()
  const asksIn = (name: string): readonly string[] => {
    const condition = Object.hasOwn(segments, name) ? segments[name] : undefined
    if (!condition) return asksOf(name)
    const found = known.get(name)
    if (found) return found
    // What stands in a circle is told already; it must not be followed for ever.
    known.set(name, [])
    const asks = expanded(condition.asks, asksIn)
    known.set(name, asks)
    return asks
  }
  const expand = (condition: Condition): Condition => ({
    ...condition,
    asks: expanded(condition.asks, asksIn),
    ...(condition.parts && { parts: condition.parts.map(expand) }),
  })
  return Object.fromEntries(Object.entries(segments).map(([name, one]) => [name, expand(one)]))
}

/** More questions than this, those of the segments that it asks counted in, and one look would take too long. */
const DEAREST = 2000

const costOf = (
  name: string,
  asks: ReadonlyMap<string, readonly string[]>,
  known: Map<string, number>,
): number => {
  const found = known.get(name)
  if (found !== undefined) return found
  // What stands in a circle is told already; it must not be followed for ever.
  known.set(name, 1)
  const cost = (asks.get(name) ?? []).reduce((sum, next) => sum + costOf(next, asks, known), 1)
  known.set(name, cost)
  return cost
}

/** The names from `start` back to itself, `start` first; null where no way leads back. */
const circleFrom = (start: string, asks: ReadonlyMap<string, readonly string[]>): string[] | null => {
  const seen = new Set<string>()
  const walk = (name: string, way: readonly string[]): string[] | null => {
    for (const next of asks.get(name) ?? []) {
      if (next === start) return [...way, name]
      if (seen.has(next)) continue
      seen.add(next)
      const found = walk(next, [...way, name])
      if (found) return found
    }
    return null
  }
  return walk(start, [])
}
