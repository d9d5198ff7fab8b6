// `steering:` of flows/shop.yaml -> the rules by which budgets follow success. Knows no campaign.
import type { SteeringRules } from '../core/steering/steering-rules.ts'
import { readDuration } from './durations.ts'
import { readPercent, readWhole, readWord } from './names.ts'
import { type Entry, openFields } from './node.ts'
import type { Report } from './problem.ts'
import { readSum } from './sums.ts'

const DAY = 86_400_000
/** With fewer nobody can tell a loss from bad luck. */
const LEAST = 20
const HOW = 'pause_when: { loses: 14d, least: 100 } or move: { at_most: 20%, least_left: 5000 UAH }'

type Fields = ReadonlyMap<string, Entry>

const readPause = (entry: Entry, report: Report): SteeringRules['pause_when'] => {
  const fields = openFields(entry.value, 'pause_when', ['loses', 'least'], report)
  const loses = fields?.get('loses')
  const least = fields?.get('least')
  if (fields && (!loses || !least))
    report.problem(entry.value.at, `pause_when lacks ${loses ? 'least' : 'loses'}`, {
      expected: 'pause_when: { loses: 14d, least: 100 }',
    })
  const time = loses && readDuration(loses.value, 'loses', report)
  const count = least && readWhole(least.value, 'least', LEAST, 10_000_000, report)
  return time && count ? { loses: time, least: count } : null
}

const share = (fields: Fields, key: string, most: number, report: Report): number | null => {
  const entry = fields.get(key)
  const fits = (percent: number): boolean => percent > 0 && percent <= most
  const expected = `a percentage above 0 and up to ${most}, such as 20%`
  const percent = entry && readPercent(entry.value, key, fits, expected, report)
  return percent === null || percent === undefined ? null : percent / 100
}

const readMove = (entry: Entry, unit: string | null, report: Report): SteeringRules['move'] => {
  const keys = ['from', 'to', 'at_most', 'least_left', 'grow']
  const fields = openFields(entry.value, 'move', keys, report)
  if (!fields) return null
  const word = <T extends string>(key: string, words: readonly T[]): T | null => {
    const stated = fields.get(key)
    return stated ? readWord(stated.value, key, words, report) : null
  }
  const from = word('from', ['losers', 'paused'] as const) ?? 'losers'
  const to = word('to', ['winners', 'best'] as const) ?? 'winners'
  const at_most = share(fields, 'at_most', 100, report)
  const left = fields.get('least_left')
  const least_left = left ? readSum(left.value, 'least_left', unit, report) : null
  for (const key of ['at_most', 'least_left'])
    if (!fields.has(key))
      report.problem(entry.value.at, `move lacks ${key}`, {
        expected: `move: { at_most: 20%, least_left: 5000 ${unit ?? 'UAH'} }`,
      })
  const grow = share(fields, 'grow', 900, report) ?? 0.5
  if (at_most === null || least_left === null) return null
  return { from, to, at_most, least_left, grow: 1 + grow }
}

/** `unit`: the shop's currency, null where it has a fault. */
export const readSteering = (
  entry: Entry | undefined,
  unit: string | null,
  report: Report,
): SteeringRules | null => {
  const fields =
    entry && openFields(entry.value, 'steering', ['every', 'margin', 'pause_when', 'move'], report)
  if (!entry || !fields) return null
  const get = (key: string): Entry | undefined => fields.get(key)
  const every = get('every')
  if (!get('pause_when') && !get('move'))
    report.problem(entry.value.at, 'this steering does nothing', { expected: HOW })
  return {
    every: (every && readDuration(every.value, 'every', report)) ?? DAY,
    margin: share(fields, 'margin', 100, report) ?? 1,
    pause_when: get('pause_when') ? readPause(get('pause_when')!, report) : null,
    move: get('move') ? readMove(get('move')!, unit, report) : null,
  }
}
