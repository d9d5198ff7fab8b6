// How long a report over many enrolments takes, and how much memory: node test/bench/report.ts [rows]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { readReport } from '../../src/start/reports.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { randomOf } from '../core/report/rows.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
const path = join(folder, 'winback.db')
const DAY = 86_400_000
const now = Date.UTC(2026, 10, 22)
const random = randomOf(1)
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!

const store = await openSqliteStore(path)
const db = new DatabaseSync(path)
const put = db.prepare('INSERT INTO enrolment VALUES (?, ?)')
db.exec('BEGIN')
for (let i = 0; i < rows; i++) {
  const shopper = `s_${(i >> 1).toString(36).padStart(12, '0')}`
  const campaign = pick(['abandoned_cart', 'hesitation', 'welcome', 'thank_you'])
  const at = now - Math.floor(random() * 365 * DAY)
  const arm = random() < 0.1 ? 'holdout' : 'offer'
  const [talked, ordered] = [arm === 'offer' && random() < 0.5, random() < 0.1]
  const revenue = ordered ? 50_000 + Math.floor(random() * 400_000) : 0
  const code = {
    id: `${shopper}.k${i}`,
    offer: pick(['percent_15', 'fixed_500']),
    state: 'expired',
    issued: at,
    amount: 0,
  }
  const row = {
    ...{
      id: `${shopper}:${campaign}:${i}`,
      shopper,
      campaign,
      arm,
      at,
      segments: ['first_purchase', 'bags'],
    },
    ...{
      talked,
      offered: talked ? 1 : 0,
      escalated: false,
      codes: talked ? [{ ...code, kind: 'percent' }] : [],
    },
    ...{ orders: ordered ? 1 : 0, revenue, within: 7 * DAY, past: 1, before: { orders: 0, revenue: 0 } },
    ...{ sign: 'cart_abandoned', categories: ['bags'], messages: { web: 2 }, lang: 'uk', channel: 'web' },
    ...{
      device: pick(['phone', 'computer']),
      region: pick(['UA', 'PL', 'DE', 'CZ']),
      reason: pick(['price', 'fit']),
    },
    ...(ordered && { costed: { revenue, cost: revenue / 2 }, own: { orders: 1, revenue }, back: at + DAY }),
  }
  put.run(row.id, JSON.stringify(row))
}
db.exec('COMMIT')
db.close()

const loaded = await loadRulebook('flows', 'locales')
if (!('rulebook' in loaded)) throw new Error('the flows have problems')
let held = 0
const beat = setInterval(() => {
  const late = performance.now() - last
  held = Math.max(held, late - 10)
  last = performance.now()
}, 10)
let last = performance.now()
for (const by of [undefined, 'segment', 'day', 'code'] as const) {
  const began = performance.now()
  held = 0
  const made = await readReport(store.records, loaded.rulebook, by ? { by } : {}, now)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const memory = Math.round(process.memoryUsage().heapUsed / 2 ** 20)
  console.log(
    `by ${by ?? 'campaign'}: ${made.rows} rows in ${seconds} s, heap ${memory} MB, others waited ${held.toFixed(0)} ms at most`,
  )
}
console.log(`memory at most: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
clearInterval(beat)
await store.close()
rmSync(folder, { recursive: true, force: true })
