// Every change of a clock from 2020 to 2035, in every zone that the runtime knows, and what goes by local time around it.
import type { Ordeal, Torture } from '../part.ts'
import { judgeChange } from './around.ts'
import { type Change, changesOf, zonesOf } from './changes.ts'

const FROM = Date.UTC(2020, 0, 1)
const TO = Date.UTC(2036, 0, 1)
/** Half an hour; back at Ramadan; an offset by three quarters; at midnight; by two hours; for good; winter as the exception. */
const ODD = [
  ...['Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Chatham', 'America/Santiago', 'Antarctica/Troll'],
  ...[
    'Asia/Pyongyang',
    'Europe/Dublin',
    'Europe/Kyiv',
    'Africa/Cairo',
    'Antarctica/Casey',
    'Asia/Amman',
    'America/Havana',
  ],
]

/** Zones that do the same at the same moments are judged once. */
const behaviour = (changes: readonly Change[]): string =>
  changes.map(({ at, before, after }) => `${at}:${before}:${after}`).join(' ')

const run = async ({ seed, size, log }: Ordeal) => {
  const all = zonesOf()
  const picked =
    size === 'long' ? all : [...ODD, ...all.filter((_, n) => (n * 2_654_435_761 + seed) % 97 === 0)]
  const wrong: string[] = []
  const judged = new Map<string, number>()
  const figures = { zones: 0, changes: 0, 'judged by one of them': 0, 'without a change': 0 }
  for (const zone of picked) {
    const changes = changesOf(zone, FROM, TO)
    figures.zones++
    figures.changes += changes.length
    if (changes.length === 0) figures['without a change']++
    const key = behaviour(changes)
    const before = judged.get(key)
    judged.set(key, changes.length)
    if (before !== undefined) {
      figures['judged by one of them'] += changes.length
      continue
    }
    const some = size === 'long' ? changes : changes.filter((_, n) => n % Math.ceil(changes.length / 3) === 0)
    for (const change of some) wrong.push(...judgeChange(change))
    if (size === 'long') log(`${zone}: ${changes.length} changes, ${wrong.length} wrong so far`)
  }
  return { wrong: wrong.slice(0, 200), figures: { ...figures, behaviours: judged.size } }
}

export const zones: Torture = {
  name: 'zones',
  about: 'what goes by local time holds around every change of a clock from 2020 to 2035, in every zone',
  run,
}
