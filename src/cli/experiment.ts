// The verb `experiment`: `plan` says what an experiment needs before it starts, `check` whether there is an answer yet.
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { StoreError } from '../ports/store-error.ts'
import { StartError } from '../start/start-error.ts'
import { type Effect, readEffect, readPerDay, readShare } from './experiment/asked.ts'
import { checkExperiment, sayCheck } from './experiment/check.ts'
import { planExperiment, sayPlan } from './experiment/plan.ts'
import { ExperimentProblem, findFlow, readRows } from './experiment/rows.ts'

type Options = {
  readonly effect: Effect
  readonly power: number
  readonly confidence: number
  readonly baseline?: number
  readonly perDay?: number
  readonly json?: boolean
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Says what is wrong in one sentence, and ends with 1. */
const tell = async (options: Options, run: () => Promise<{ json: unknown; lines: readonly string[] }>) => {
  try {
    const { json, lines } = await run()
    print(options.json ? JSON.stringify(json) : lines.join('\n'))
  } catch (error) {
    const known =
      error instanceof ExperimentProblem || error instanceof StartError || error instanceof StoreError
    if (!known) throw error
    if (options.json) print(JSON.stringify({ error: error.message }))
    else process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

const plan = (flow: string, options: Options): Promise<void> =>
  tell(options, async () => {
    loadEnvFile()
    const config = readConfig()
    const tried = await findFlow(config, flow)
    const json = planExperiment(tried, await readRows(config), options, Date.now())
    return { json, lines: sayPlan(json, tried.zone) }
  })

const check = (flow: string, options: Options): Promise<void> =>
  tell(options, async () => {
    loadEnvFile()
    const config = readConfig()
    const tried = await findFlow(config, flow)
    const json = checkExperiment(tried, await readRows(config), options, Date.now())
    return { json, lines: sayCheck(json) }
  })

const addOptions = (command: Command): Command =>
  command
    .argument('<flow>', 'the flow whose experiment it is')
    .requiredOption(
      '--effect <size>',
      'the smallest difference worth finding: 2pp (percentage points) or 10% (of what it is now)',
      readEffect,
    )
    .option('--power <percent>', 'how often a difference of that size is to be found', readShare, 0.8)
    .option('--confidence <percent>', 'how seldom none is to be taken for one', readShare, 0.95)
    .option('--baseline <percent>', 'who meets the goal now, where the data does not say', readShare)
    .option('--json', 'answer in JSON')

export const addExperiment = (program: Command): void => {
  const experiment = program
    .command('experiment')
    .description('plan an experiment before it starts, and check whether there is an answer yet')
  addOptions(experiment.command('plan').description('shoppers per variant, and how long that takes'))
    .option('--per-day <shoppers>', 'whom the campaign meets a day, where the data does not say', readPerDay)
    .action(plan)
  addOptions(
    experiment.command('check').description('is there enough for an answer, and was the draw fair?'),
  ).action(check)
}
