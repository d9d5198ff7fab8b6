// docs/LADDERS.md and docs/EXPERIMENTS.md hold: every rulebook they show compiles, and its figures are those the product says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planExperiment, sayPlan } from '../../src/cli/experiment/plan.ts'
import { rulebookOf, SHIPPED } from '../rulebook/sources-of.ts'

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8')

/** The files that a page shows. */
const filesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/^```yaml (\S+)\n([\s\S]*?)^```/gm)].map((match) => [match[1]!, match[2]!]),
  )

/** The shipped texts, with the one that a page names and leaves to its reader. */
const withHelp = Object.fromEntries(
  SHIPPED.filter(({ path }) => path.startsWith('locales/')).map(({ path, text }) => [
    path,
    `${text}\nladders: { comeback: { help: Can I help? } }\n`,
  ]),
)

describe('docs/LADDERS.md', () => {
  it('shows a rulebook that compiles, with a ladder, times that vary, a goal and steering', () => {
    const files = filesOf(page('LADDERS.md'))
    expect(Object.keys(files)).toHaveLength(4)
    const { ladders, shop, flows } = rulebookOf({ ...withHelp, ...files })
    expect(ladders.comeback?.rungs).toHaveLength(5)
    expect(shop).toMatchObject({ holdout: 0.05, steering: { margin: 0.4, move: { grow: 1.5 } } })
    expect(flows.find(({ name }) => name === 'back')?.goal).toMatchObject({ wants: 'larger_order' })
  })

  it('shows every goal in a form that compiles', () => {
    const goals = [...page('LADDERS.md').matchAll(/^\| `(\{ \w+: .*? \})` \|/gm)].map((match) => match[1]!)
    expect(goals).toHaveLength(5)
    for (const goal of goals)
      rulebookOf({ 'flows/g.yaml': `flow: g\nstart: { on: message }\ngoal: ${goal}\nsteps: [end]\n` })
  })
})

describe('docs/EXPERIMENTS.md', () => {
  it('shows an experiment that compiles', () => {
    const { flows } = rulebookOf(filesOf(page('EXPERIMENTS.md')))
    expect(flows[0]?.experiment?.variants[1]).toMatchObject({
      ...{ channel: 'telegram', touches: 2, after: { least: 7_200_000 } },
      offers: { percent_15: { value: 10, worst: 60_000, minimum: 80_000 } },
    })
  })

  it('shows the very figures that a plan says', () => {
    const { flows } = rulebookOf(filesOf(page('EXPERIMENTS.md')))
    const flow = { ...flows[0]!, campaign: { ...flows[0]!.campaign, until: null } }
    const asked = { effect: { kind: 'points', value: 0.02 }, power: 0.8, confidence: 0.95 } as const
    const tried = { flow, experiment: flow.experiment!, zone: 'UTC' }
    const plan = planExperiment(tried, [], { ...asked, baseline: 0.12, perDay: 8 }, 0)
    for (const line of sayPlan(plan, 'UTC')) expect(page('EXPERIMENTS.md')).toContain(line)
  })
})
