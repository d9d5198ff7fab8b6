// Reads the tables of sentences: what each brings along, and those that bring nothing.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Found } from '../../../src/core/found.ts'
import { digitsOf } from '../../../src/core/money.ts'
import { dayOf } from '../../../src/core/said.ts'
import { createFinder } from '../../../src/understand/found/finder.ts'

/** `sum` as "1500 UAH", `by` as a day, both as people write them. */
export type Expected = {
  readonly text: string
  readonly quantity?: number
  readonly sum?: string
  readonly percent?: number
  readonly by?: string
}

const ZONE = 'Europe/Kyiv'
/** Monday, 23 November 2026, ten in the morning. */
export const MONDAY = Date.UTC(2026, 10, 23, 8, 0)

export const casesOf = (name: string): readonly Expected[] =>
  parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8')) as Expected[]

export const nothingsOf = (): readonly string[] =>
  parse(readFileSync(new URL('nothing.yaml', import.meta.url), 'utf8')) as string[]

const finder = createFinder()

export const find = (text: string, lang: 'ru' | 'uk' | 'en' = 'ru'): Found =>
  (finder.find(text, { lang, at: MONDAY, zone: ZONE, currency: 'UAH', near: [] }) as Found | undefined) ?? {}

/** What was found, as a table says it. */
export const told = ({ quantity, sum, percent, by }: Found): Omit<Expected, 'text'> => ({
  ...(quantity !== undefined && { quantity }),
  ...(sum && { sum: `${sum.amount / 10 ** digitsOf(sum.currency)} ${sum.currency}` }),
  ...(percent !== undefined && { percent }),
  ...(by !== undefined && { by: dayOf(by, ZONE) }),
})
