// Two halves of the same: whatever is called known of them is called so by chance, which a 95% interval does in about 5
// of 100 cases. A report that cries more often wins what was never won; one that never cries can't be believed either.

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { Enrolment } from '../../../src/core/enrolment/enrolment.ts'
import { realFile } from '../../real-file.ts'
import { NOW, randomOf, reportOf, rowOf } from './rows.ts'

const SEEDS = 200
const WHAT = ['conversion', 'came_back', 'revenue', 'margin'] as const

type Told = Pick<Enrolment, 'orders' | 'revenue'> & Partial<Enrolment>

/** How often each figure is called known, in percent of the seeds. */
const calledKnown = (
  people: (random: () => number) => readonly Told[],
): Record<(typeof WHAT)[number], number> => {
  const known = { conversion: 0, came_back: 0, revenue: 0, margin: 0 }
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = randomOf(seed * 7919)
    const rows = people(random).map((one, i) =>
      rowOf(`s${i}`, { ...one, arm: random() < 0.5 ? 'offer' : 'holdout' }),
    )
    const { effect } = reportOf(rows, { campaign: 'cart' }).campaigns[0]!
    for (const what of WHAT) if (effect[what].verdict.known) known[what]++
  }
  return Object.fromEntries(WHAT.map((what) => [what, (known[what] / SEEDS) * 100])) as typeof known
}

const isHonest = (percent: number): void => {
  expect(percent).toBeGreaterThanOrEqual(2)
  expect(percent).toBeLessThanOrEqual(9)
}

it('made-up shoppers: 2 to 9 percent of 200 halvings are called significant', () => {
  const known = calledKnown((random) =>
    Array.from({ length: 1500 }, (): Told => {
      const buys = random() < 0.12
      // Few spend much: sums with a long tail, as shops have them.
      const revenue = buys
        ? Math.round(50_000 * Math.exp(1.1 * (random() + random() + random() - 1.5) * 2))
        : 0
      return {
        ...{
          orders: buys ? 1 : 0,
          revenue,
          ...(buys && { costed: { revenue, cost: Math.round(revenue * 0.6) } }),
        },
        ...(random() < 0.3 && { back: NOW }),
      }
    }),
  )
  for (const what of WHAT) isHonest(known[what])
})

it("real shoppers: halves of those whom Hillstrom's test sent nothing", (test) => {
  const [head = '', ...lines] = gunzipSync(readFileSync(realFile('hillstrom.csv.gz', test)))
    .toString()
    .trim()
    .split('\n')
  const columns = head.split(',')
  const read = (line: string): readonly string[] => line.match(/("[^"]*"|[^,]+)/g) ?? []
  const people = lines.map(read).flatMap((fields): Told[] => {
    const of = (name: string): string => fields[columns.indexOf(name)] ?? ''
    if (of('segment') !== 'No E-Mail') return []
    return [
      {
        ...{ orders: Number(of('conversion')), revenue: Math.round(Number(of('spend')) * 100) },
        ...(of('visit') === '1' && { back: NOW }),
      },
    ]
  })
  expect(people.length).toBeGreaterThan(10_000)
  const known = calledKnown(() => people)
  isHonest(known.conversion)
  isHonest(known.came_back)
  isHonest(known.revenue)
}, 120_000)
