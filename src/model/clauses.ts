// Are the words of a phrased text the words of the plain one, and does each number stand with the words it stood with? Inflection
// may change, polite words may be added, a clause may lean on those before it. Pure.
import { UNITS } from './fact-words.ts'
import { GLUE } from './glue-words.ts'

/** A word without what inflection and writing change. */
const settled = (word: string): string =>
  word
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[’ʼ]/g, "'")
    .replace(/^['-]+|['-]+$/g, '')

const UNIT = UNITS.map((pattern, n) => [pattern, `unit ${n}`] as const)

const wordsIn = (text: string): string[] =>
  (UNIT.reduce((all, [pattern]) => all.replace(pattern, ' '), text).match(/\p{L}[\p{L}’ʼ'-]*/gu) ?? [])
    .map(settled)
    .filter((word) => word !== '' && !GLUE.has(word))

const unitsIn = (text: string): string => UNIT.map(([pattern]) => text.match(pattern)?.length ?? 0).join(' ')

/** Two forms of one word: they begin alike for half of the longer one, four letters at least. */
const isSame = (one: string, other: string): boolean => {
  if (one === other) return true
  let alike = 0
  while (alike < Math.min(one.length, other.length) && one[alike] === other[alike]) alike++
  return alike >= 4 && alike * 2 >= Math.max(one.length, other.length)
}

const isAmong = (word: string, others: readonly string[]): boolean =>
  others.some((other) => isSame(word, other))

const NUMBER = /\d+(?:[.,:/\u00a0\u202f ]\d+)*/g

/** Set apart by signs and by "and" and "but"; a comma or point within a number is none. */
const clausesOf = (text: string): string[] =>
  text.split(/(?<!\d)[.,;:!()—–]+|[.,;:!()—–]+(?!\d)|(?<![\p{L}])(?:and|but|и|а|но|і|й|та|але)(?![\p{L}])/giu)

/** A word that the plain text has not, or a number among words that are another's; null: none. */
export const whatMoved = (plain: string, phrased: string): 'words' | 'places' | null => {
  const own = wordsIn(plain)
  if (!wordsIn(phrased).every((word) => isAmong(word, own))) return 'words'
  if (unitsIn(plain) !== unitsIn(phrased)) return 'words'
  const before: string[] = []
  // For each number in turn, the words of its clause and of those before it.
  const around = clausesOf(plain).flatMap((clause) => {
    before.push(...wordsIn(clause))
    return (clause.match(NUMBER) ?? []).map(() => [...before])
  })
  let n = 0
  for (const clause of clausesOf(phrased))
    for (const _ of clause.match(NUMBER) ?? [])
      if (!wordsIn(clause).every((word) => isAmong(word, around[n] ?? []))) return 'places'
      else n++
  return null
}
