// Each other side down, slow or lying for a virtual day: nothing lost, nothing doubled but what an answer lost accounts for,
// no offer late, no storm afterwards. Makes the day's plan, has a process live it, and judges what that saw.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Ordeal, Torture } from '../part.ts'
import { randomFrom } from '../random.ts'
import type { DayPlan, DaySeen, Spell } from './day.ts'
import { judge } from './judge.ts'
import { FAULTS, type Fault } from './party.ts'

export const PARTIES = ['telegram', 'email', 'sms', 'push', 'app', 'bot_framework', 'slack', 'model'] as const
const HOUR = 60

type Kind = {
  readonly name: string
  readonly shoppers: number
  readonly acts: number
  /** Of the day; then three more, in which nobody does anything. */
  readonly hours: number
  readonly spells: (draw: () => number, hours: number) => readonly Spell[]
}

const planOf = ({ shoppers, acts, spells, hours }: Kind, folder: string, seed: number): DayPlan => {
  const draw = randomFrom(seed)
  const whats = ['said', 'said', 'gives', 'gives', 'news', 'wants'] as const
  const all = Array.from({ length: acts }, () => ({
    at: Math.floor(draw() * (hours - 3) * HOUR * 100) / 100,
    shopper: Math.floor(draw() * shoppers),
    what: whats[Math.floor(draw() * whats.length)]!,
  }))
  return { folder, shoppers, acts: all, spells: spells(draw, hours), minutes: (hours + 3) * HOUR }
}

/** Everybody in the same way, from three until nine. */
const everybody = (fault: Fault): readonly Spell[] =>
  PARTIES.map((party) => ({ party, from: 3 * HOUR, to: 9 * HOUR, fault }))

/** Each in ways of its own, for minutes or hours, one after another. */
const mixed = (draw: () => number, hours: number): readonly Spell[] =>
  PARTIES.flatMap((party) => {
    const spells: Spell[] = []
    for (let at = draw() * 3 * HOUR; at < (hours - 6) * HOUR; ) {
      const lasts = draw() < 0.5 ? 1 + draw() * 20 : HOUR + draw() * 4 * HOUR
      spells.push({ party, from: at, to: at + lasts, fault: FAULTS[Math.floor(draw() * FAULTS.length)]! })
      at += lasts + 5 + draw() * 3 * HOUR
    }
    return spells
  })

const live = (plan: DayPlan): Promise<{ seen: DaySeen; log: readonly string[] }> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'day-process.ts'), JSON.stringify(plan)],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_NO_WARNINGS: '1' },
      },
    )
    let [out, log] = ['', '']
    child.stdout.on('data', (piece) => {
      out += piece
    })
    child.stderr.on('data', (piece) => {
      log += piece
    })
    child.on('error', reject)
    child.on('close', (code) => {
      try {
        if (code !== 0) throw new Error(`the day ended with ${code}`)
        resolve({ seen: JSON.parse(out) as DaySeen, log: log.split('\n') })
      } catch (error) {
        reject(new Error(`${error}\n${log.slice(-3000)}`))
      }
    })
  })

const run = async ({ seed, size, log, folder }: Ordeal) => {
  const kinds: readonly Kind[] =
    size === 'short'
      ? [{ name: 'mixed', hours: 12, shoppers: 12, acts: 36, spells: mixed }]
      : [
          ...FAULTS.map((fault) => ({
            name: fault,
            hours: 24,
            shoppers: 60,
            acts: 400,
            spells: () => everybody(fault),
          })),
          ...[1, 2, 3, 4].map((n) => ({
            name: `mixed ${n}`,
            hours: 24,
            shoppers: 60,
            acts: 400,
            spells: mixed,
          })),
          { name: 'many', hours: 24, shoppers: 600, acts: 2_400, spells: () => everybody('refuse') },
        ]
  const wrong: string[] = []
  const sums: Record<string, number> = {
    days: 0,
    messages: 0,
    sent: 0,
    lapsed: 0,
    parked: 0,
    'answers lost': 0,
    repeats: 0,
  }
  for (const [n, kind] of kinds.entries()) {
    const plan = planOf(kind, join(folder, `day-${n}`), seed + n)
    const { seen, log: logged } = await live(plan)
    const { wrong: mine, figures } = judge(plan, seen, logged)
    for (const one of mine) wrong.push(`${kind.name}: ${one}`)
    sums.days = (sums.days ?? 0) + 1
    for (const [name, value] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + value
    log(`${kind.name}: ${JSON.stringify(figures)}${mine.length > 0 ? `, ${mine.length} wrong` : ''}`)
  }
  return { wrong, figures: sums }
}

export const parties: Torture = {
  name: 'parties',
  about:
    'each other side down, slow or lying for a virtual day: nothing lost, nothing doubled, nothing late, no storm',
  run,
}
