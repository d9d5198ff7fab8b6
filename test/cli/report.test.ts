// `winback report` on Hillstrom's rows, sent through the whole engine, against the same figures computed here from the
// file alone, by other code; and what it prints.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textCell } from '../../src/cli/report/csv.ts'
import { table } from '../../src/cli/report/table.ts'
import type { ShownReport } from '../../src/http/report-shown.ts'
import { realFile } from '../real-file.ts'
import { linesOf, type Ran, replayed, workFolder } from './replay-run.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const folder = workFolder()

const report = (...args: readonly string[]): Promise<Ran> => {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/winback.ts'), 'report', ...args], { cwd: ROOT })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  return new Promise((done) => child.on('close', (code) => done({ code, ...said })))
}
const json = async (...args: readonly string[]): Promise<ShownReport> => {
  const { stdout, stderr } = await report(...args, '--json')
  if (stderr) throw new Error(stderr)
  return JSON.parse(stdout) as ShownReport
}

type Person = {
  arm: string
  visit: number
  conversion: number
  spend: number
  history: number
  fields: Record<string, string>
}

const peopleIn = (rows: readonly string[]): readonly Person[] => {
  const [head = '', ...lines] = rows.filter((line) => line.trim() !== '')
  const names = head.trim().split(',')
  return lines.map((line) => {
    const values = (line.trim().match(/("[^"]*"|[^,]+)/g) ?? []).map((value) => value.replaceAll('"', ''))
    const fields = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))
    return {
      ...{ arm: fields.segment!, visit: Number(fields.visit), conversion: Number(fields.conversion) },
      ...{ spend: Number(fields.spend), history: Number(fields.history), fields },
    }
  })
}

const Z = 1.959963984540054
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)

/** Newcombe's interval with the roots of Wilson's quadratic, as his paper writes it; percentage points. */
const newcombe = (x: number, m: number, y: number, n: number) => {
  const roots = (r: number, k: number): readonly [number, number] => {
    // |p - r/k| = z sqrt(p (1 - p) / k), solved for p.
    const [a, b, c] = [k * k + k * Z * Z, -(2 * r * k + k * Z * Z), r * r]
    const root = Math.sqrt(b * b - 4 * a * c)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
  }
  const [l1, u1] = roots(x, m)
  const [l2, u2] = roots(y, n)
  const [p, q] = [x / m, y / n]
  return {
    estimate: (p - q) * 100,
    low: (p - q - Math.sqrt((p - l1) ** 2 + (u2 - q) ** 2)) * 100,
    high: (p - q + Math.sqrt((u1 - p) ** 2 + (q - l2) ** 2)) * 100,
  }
}
/** Katz, as odds of not doing it; percent. */
const katz = (x: number, m: number, y: number, n: number) => {
  const ratio = x / m / (y / n)
  const error = Math.sqrt((m - x) / (x * m) + (n - y) / (y * n))
  const [low, high] = [ratio * Math.exp(-Z * error), ratio * Math.exp(Z * error)]
  return { estimate: (ratio - 1) * 100, low: (low - 1) * 100, high: (high - 1) * 100 }
}
/** Student's quantile by halving, on the density summed up step by step. */
const studentOf = (df: number): number => {
  const density = (x: number): number => (1 + (x * x) / df) ** (-(df + 1) / 2)
  const area = (to: number): number => {
    const [steps, wide] = [4000, to / 4000]
    let total = density(0) + density(to)
    for (let i = 1; i < steps; i++) total += density(i * wide) * (i % 2 ? 4 : 2)
    return (total * wide) / 3
  }
  const half = area(60)
  let [low, high] = [1, 4]
  for (let i = 0; i < 45; i++) {
    const middle = (low + high) / 2
    if (area(middle) / half < 0.95) low = middle
    else high = middle
  }
  return low
}
/** Welch with the variance in two passes. */
const welch = (a: readonly number[], b: readonly number[]) => {
  const mean = (all: readonly number[]) => sum(all) / all.length
  const error = (all: readonly number[]) =>
    sum(all.map((one) => (one - mean(all)) ** 2)) / (all.length - 1) / all.length
  const df = (error(a) + error(b)) ** 2 / (error(a) ** 2 / (a.length - 1) + error(b) ** 2 / (b.length - 1))
  const half = studentOf(df) * Math.sqrt(error(a) + error(b))
  const estimate = mean(a) - mean(b)
  return { estimate, low: estimate - half, high: estimate + half }
}

const isLike = (
  found: { estimate: number | null; low: number | null; high: number | null } | null,
  wanted: { estimate: number; low: number; high: number },
  digits = 6,
): void => {
  for (const end of ['estimate', 'low', 'high'] as const)
    expect(found?.[end]).toBeCloseTo(wanted[end], digits)
}

type Effect = ShownReport['campaigns'][number]['effect']

const compare = (effect: Effect, treated: readonly Person[], holdout: readonly Person[]): void => {
  const [m, n] = [treated.length, holdout.length]
  expect([effect.treated.shoppers, effect.holdout.shoppers]).toEqual([m, n])
  const counts = (what: 'visit' | 'conversion') => [
    sum(treated.map((one) => one[what])),
    sum(holdout.map((one) => one[what])),
  ]
  for (const [name, what] of [
    ['came_back', 'visit'],
    ['conversion', 'conversion'],
  ] as const) {
    const [x = 0, y = 0] = counts(what)
    isLike(effect[name].points, newcombe(x, m, y, n))
    if (x > 0 && y > 0) isLike(effect[name].percent, katz(x, m, y, n))
    else expect(effect[name].percent).toBeNull()
  }
  expect(Number(effect.treated.revenue)).toBeCloseTo(sum(treated.map(({ spend }) => spend)), 6)
  isLike(
    effect.revenue_per_shopper.difference,
    welch(
      treated.map(({ spend }) => spend),
      holdout.map(({ spend }) => spend),
    ),
    4,
  )
}

describe("winback report on Hillstrom's test", () => {
  it('says of differences, intervals and groups what the file says', async (test) => {
    // Half of the rows: enough for every group, in half of the time.
    const file = join(folder, 'hillstrom.csv')
    const rows = linesOf(realFile('hillstrom.csv.gz', test)).slice(0, 15_001)
    writeFileSync(file, rows.join('\n'))
    const people = peopleIn(rows)
    const data = join(folder, 'hillstrom')
    const ran = await replayed(['--from', 'hillstrom', file, '--data', data])
    expect(ran).toMatchObject({ read: people.length, shoppers: people.length, rejected: 0, parked: 0 })

    const of = (arm: string) => people.filter((one) => one.arm === arm)
    const none = of('No E-Mail')
    const sent = people.filter(({ arm }) => arm !== 'No E-Mail')
    const [campaign] = (await json('--data', data, '--campaign', 'email_test')).campaigns
    compare(campaign!.effect, sent, none)
    expect(Number(campaign!.figures.revenue)).toBeCloseTo(sum(people.map(({ spend }) => spend)), 6)
    const variants = Object.fromEntries(campaign!.variants.map((one) => [one.variant, one]))
    expect(Object.keys(variants)).toEqual(['mens_email', 'womens_email'])
    compare(variants.mens_email!.against_holdout, of('Mens E-Mail'), none)
    compare(variants.womens_email!.against_holdout, of('Womens E-Mail'), none)
    compare(variants.womens_email!.against_first!, of('Womens E-Mail'), of('Mens E-Mail'))

    const groupsOf = async (by: string) => {
      const { breakdown } = await json('--data', data, '--campaign', 'email_test', '--by', by)
      return Object.fromEntries(breakdown!.groups.map(({ value, effect }) => [value, effect]))
    }
    const holds = (
      groups: Record<string, Effect | null>,
      value: string,
      isIn: (one: Person) => boolean,
    ): void => compare(groups[value]!, sent.filter(isIn), none.filter(isIn))
    const segments = await groupsOf('segment')
    holds(segments, 'spent_0_100', ({ history }) => history < 100)
    holds(segments, 'spent_100_200', ({ history }) => history >= 100 && history < 200)
    holds(segments, 'spent_200_350', ({ history }) => history >= 200 && history < 350)
    holds(segments, 'spent_350_500', ({ history }) => history >= 350 && history < 500)
    holds(segments, 'spent_500_750', ({ history }) => history >= 500 && history < 750)
    holds(segments, 'spent_750_1000', ({ history }) => history >= 750 && history < 1000)
    holds(segments, 'spent_1000', ({ history }) => history >= 1000)
    holds(segments, 'lapsed_180', ({ fields }) => Number(fields.recency) >= 6)
    holds(segments, 'new_in_the_past_year', ({ fields }) => fields.newbie === '1')
    const sources = await groupsOf('source')
    for (const source of ['Phone', 'Web', 'Multichannel'])
      holds(sources, source, ({ fields }) => fields.channel === source)
    const regions = await groupsOf('region')
    for (const region of ['Surburban', 'Urban', 'Rural'])
      holds(regions, region, ({ fields }) => fields.zip_code === region)
    const categories = await groupsOf('category')
    for (const category of ['mens', 'womens'])
      holds(categories, category, ({ fields }) => fields[category] === '1')

    const words = await report('--data', data, '--campaign', 'email_test')
    expect(words.stdout).toMatch(/Ordered .* pp \(.*\) .*% \(.*more/)
    expect(words.stdout).toContain('not yet known: the catalogue lacks the cost of goods')
    const wrong = await report('--data', data, '--campaign', 'email_tset')
    expect(wrong).toMatchObject({
      code: 1,
      stderr: 'There is no campaign "email_tset"; did you mean email_test?\n',
    })
    const csv = await report('--data', data, '--campaign', 'email_test', '--by', 'source', '--csv')
    const [heads = '', first = ''] = csv.stdout.slice(1).split('\r\n')
    expect(first.split(',')).toHaveLength(heads.split(',').length)
    expect(heads).toMatch(/conversion_percentage_points,.*conversion_relative_percent,/)
  }, 600_000)
})

describe('winback report', () => {
  it('says what to do where there is nothing to read, and which days it takes', async () => {
    const none = await report('--data', join(folder, 'nowhere'))
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('--data DIR says where it is') })
    const day = await report('--from', '31.01.2026')
    expect(day.stderr).toContain('It is a day such as 2026-11-01.')
    expect((await report('--by', 'colour')).stderr).toContain('segment, variant, offer')
  }, 30_000)

  it.each(['=1+1', '+380', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
    'writes no formula into a spreadsheet: %j',
    (text) => expect(textCell(text)).toMatch(/^"?'/),
  )

  it('writes what is plain as it is, and quotes what is not', () => {
    expect(textCell('bags')).toBe('bags')
    expect(textCell('a,"b"')).toBe('"a,""b"""')
  })

  it('lays columns out by what is seen', () => {
    expect(
      table(
        [{ head: 'є', left: true }, { head: 'n' }],
        [
          ['їжак', '10'],
          ['a', '9'],
        ],
        '',
      ),
    ).toBe('є      n\n────  ──\nїжак  10\na      9')
  })
})
