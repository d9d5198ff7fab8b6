// `winback experiment` and `winback steering`: on rows that are made up, and as a process on a data folder of real turns.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkExperiment, sayCheck } from '../../src/cli/experiment/check.ts'
import { planExperiment } from '../../src/cli/experiment/plan.ts'
import { sayDays } from '../../src/cli/experiment/words.ts'
import type { Enrolment } from '../../src/core/enrolment/enrolment.ts'
import type { Flow } from '../../src/core/rulebook.ts'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { openEngine, visitor } from '../runtime/open-engine.ts'

const ROOT = join(import.meta.dirname, '../..')
const RULES = join(import.meta.dirname, 'transcripts/dynamic')
const DAY = 86_400_000
const NOW = Date.UTC(2026, 11, 1)

const loaded = await loadRulebook(join(RULES, 'flows'), join(RULES, 'locales'))
if ('problems' in loaded) throw new Error('the rulebook has problems')
const { rulebook } = loaded
const flow: Flow = rulebook.flows.find(({ name }) => name === 'hesitation')!
const tried = { flow, experiment: flow.experiment!, zone: 'UTC' }

/** A thousand numbers that look random and are the same every time. */
const draws = (seed: number) => {
  let state = seed * 2654435761 + 1
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 0x1_0000_0000
  }
}

/** Rows of so many shoppers per variant, each variant with its own share that meets the goal. */
const rowsOf = (
  seed: number,
  counts: readonly [number, number],
  shares: readonly [number, number],
  at = NOW - 30 * DAY,
) => {
  const draw = draws(seed)
  return (['a', 'b'] as const).flatMap((variant, v) =>
    Array.from({ length: counts[v]! }, (_, n): Enrolment => {
      const time = at + n * 1000
      return {
        ...{
          id: `${variant}${n}`,
          shopper: `${variant}${n}`,
          campaign: 'hesitation',
          arm: 'offer',
          at: time,
        },
        ...{ variant, experiment: 'size_and_life', segments: [], talked: true, offered: 1, escalated: false },
        ...{ codes: [], orders: 0, revenue: 0 },
        ...(draw() < shares[v]! && { goal_met: time + 1 }),
      }
    }),
  )
}

const asked = (points: number) =>
  ({ effect: { kind: 'points', value: points }, power: 0.8, confidence: 0.95, baseline: 0.12 }) as const

describe('an experiment that runs', () => {
  it('is not yet known before the planned size, however clear it looks, and no share is shown', () => {
    const check = checkExperiment(tried, rowsOf(1, [400, 400], [0.1, 0.5]), asked(0.02), NOW)
    expect(check.verdict).toBe('not_yet_known')
    expect(check.variants.map(({ difference }) => difference)).toEqual([null, null])
    const said = sayCheck(check).join('\n')
    expect(said).toMatch(/Not yet known\. At your traffic: \d+ \w+ to go/)
    expect(said.replace(/p = [\d.e-]+/g, '')).not.toMatch(/%|met the goal/)
  })

  it('says the difference in points and in percent where there is enough', () => {
    const check = checkExperiment(tried, rowsOf(1, [1100, 1100], [0.12, 0.2]), asked(0.05), NOW)
    expect(check.verdict).toBe('different')
    expect(sayCheck(check).join('\n')).toMatch(
      /\+\d+\.\d pp \(\+\d+%\) against a, between \+\d+\.\d pp and \+\d+\.\d pp/,
    )
  })

  it('judges only whose time is over', () => {
    const young = rowsOf(1, [1100, 1100], [0.12, 0.2], NOW - DAY)
    expect(checkExperiment(tried, young, asked(0.05), NOW)).toMatchObject({ verdict: 'not_yet_known' })
  })

  it('with an unfair draw nothing else is said', () => {
    const check = checkExperiment(tried, rowsOf(1, [1300, 1000], [0.12, 0.2]), asked(0.05), NOW)
    expect(check).toMatchObject({ verdict: 'unfair_draw', split: { mismatch: true } })
    expect(sayCheck(check).join('\n')).not.toMatch(/ pp\b|met the goal/)
  })

  it('two equal variants differ in 2 to 9 of a hundred, over 200 seeds', () => {
    let different = 0
    for (let seed = 1; seed <= 200; seed++) {
      const check = checkExperiment(tried, rowsOf(seed, [1000, 1000], [0.12, 0.12]), asked(0.05), NOW)
      expect(check.verdict).not.toBe('not_yet_known')
      if (check.verdict === 'different') different += 1
    }
    expect(different).toBeGreaterThanOrEqual(4)
    expect(different).toBeLessThanOrEqual(18)
  })
})

describe('an experiment that is planned', () => {
  it('warns where the campaign ends first', () => {
    const until = { ...flow, campaign: { ...flow.campaign, until: NOW + 100 * DAY } }
    const plan = planExperiment({ ...tried, flow: until }, [], { ...asked(0.02), perDay: 8 }, NOW)
    expect(plan.too_late).toBe(true)
    const quick = planExperiment({ ...tried, flow: until }, [], { ...asked(0.02), perDay: 800 }, NOW)
    expect(quick.too_late).toBe(false)
  })

  it('goes by the rows where there are some: traffic and baseline', () => {
    const plan = planExperiment(
      tried,
      rowsOf(1, [150, 150], [0.2, 0.2]),
      { ...asked(0.05), baseline: undefined },
      NOW,
    )
    expect(plan.per_day).toBeCloseTo(10, 1)
    expect(plan.baseline).toBeCloseTo(0.2, 1)
  })

  it('says times as people do', () => {
    expect([0.2, 1, 12.1, 60, 61, 1062, 1826, 4000].map(sayDays)).toEqual([
      ...['1 day', '1 day', '13 days', '60 days', '3 months', '35 months', '60 months', '11 years'],
    ])
  })
})

describe('on the command line, with a data folder of real turns', () => {
  let folder = ''
  const run = async (...args: string[]) => {
    const env = {
      ...process.env,
      WINBACK_DATA: folder,
      WINBACK_FLOWS: join(RULES, 'flows'),
      WINBACK_LOCALES: join(RULES, 'locales'),
    }
    const node = join(ROOT, 'node_modules/.bin/node')
    const done = promisify(execFile)(node, [join(ROOT, 'src/cli/winback.ts'), ...args], { cwd: ROOT, env })
    return done.catch((error: { stdout: string; stderr: string }) => error)
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'winback-experiment-'))
    const at = Date.now() - 20 * DAY
    const { engine, close } = await openEngine({
      path: join(folder, 'winback.db'),
      rulebook,
      clock: () => at,
    })
    for (let n = 0; n < 60; n++) {
      const one = { at, trust: 'fact' as const, from: visitor(n) }
      await engine.accept({ ...one, id: `h${n}`, what: { kind: 'hesitated', sign: 'exit' } })
      const order = { id: `o${n}`, total: n % 3 === 0 ? 250_000 : 100_000, lines: [] }
      await engine.accept({ ...one, id: `o${n}`, what: { kind: 'order_completed', order } })
    }
    await close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("plan reads the shop's own traffic, and says what is missing where it cannot", async () => {
    const { stdout } = await run('experiment', 'plan', 'hesitation', '--effect', '10pp', '--json')
    const plan = JSON.parse(stdout) as { baseline: number; per_day: number }
    expect(plan.baseline).toBeGreaterThan(0.2)
    expect(plan.baseline).toBeLessThan(0.45)
    expect(plan.per_day).toBeGreaterThan(1)
    expect((await run('experiment', 'plan', 'news', '--effect', '2pp')).stderr).toMatch(/has no experiment/)
    expect((await run('experiment', 'plan', 'hesitation')).stderr).toMatch(/--effect/)
  })

  it('check counts each variant', async () => {
    const { stdout } = await run('experiment', 'check', 'hesitation', '--effect', '10pp')
    expect(stdout).toMatch(/a: \d+ of \d+ needed\n {2}b: \d+ of \d+ needed\n.*\nNot yet known/)
  })

  it('steering shows budgets beside a shop that has no rule for it', async () => {
    const { stdout } = await run('steering', '--dry-run')
    expect(stdout).toMatch(/hesitation: .*of .*; not yet known/)
    expect(stdout).toMatch(/has no steering/)
    expect((await run('steering', 'undo')).stdout).toMatch(/nothing to undo/)
    expect((await run('steering', 'undo', 'hesitaton')).stderr).toMatch(/Did you mean hesitation/)
  })
})
