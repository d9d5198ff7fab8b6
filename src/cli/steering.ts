import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import type { Rulebook } from '../core/rulebook.ts'
import { StoreError } from '../ports/store-error.ts'
import { loadRulebook } from '../rulebook/load.ts'
import { nearest } from '../rulebook/nearest.ts'
import { formatProblem } from '../rulebook/problem.ts'
import { createSteering, type Steering } from '../runtime/steering.ts'
import { openStoreThere } from '../start/open-store.ts'
import { StartError } from '../start/start-error.ts'
import { sayDoing, sayState } from './steering/words.ts'

type Options = { readonly json?: boolean; readonly dryRun?: boolean }

const print = (text: string): void => void process.stdout.write(`${text}\n`)

const loaded = async (flows: string, locales: string): Promise<Rulebook> => {
  const result = await loadRulebook(flows, locales)
  if ('rulebook' in result) return result.rulebook
  throw new StartError(`The flows have mistakes:\n${result.problems.map(formatProblem).join('\n')}`)
}

/** Runs `work` on the data folder's own store, beside a server that may be running. */
const withSteering = async (
  work: (steering: Steering, rulebook: Rulebook) => Promise<void>,
): Promise<void> => {
  try {
    loadEnvFile()
    const config = readConfig()
    const { flows, locales } = config
    const rulebook = await loaded(flows, locales)
    const store = await openStoreThere(config)
    try {
      await work(createSteering({ store, rulebook: () => rulebook, clock: Date.now }), rulebook)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof StartError || error instanceof StoreError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

const show = (options: Options): Promise<void> =>
  withSteering(async (steering, rulebook) => {
    const { state, campaigns, earnings } = await steering.view()
    const next = options.dryRun ? await steering.dryRun() : null
    const would = next?.doings.slice(state.doings.length) ?? []
    const coming = next?.coming.slice(state.coming.length) ?? []
    if (options.json) {
      print(JSON.stringify({ state, campaigns, earnings: Object.fromEntries(earnings), would, coming }))
      return
    }
    for (const line of sayState({ state, campaigns, earnings }, rulebook)) print(line)
    if (!options.dryRun) return
    print(
      would.length + coming.length === 0 ? 'A look would change nothing now.' : 'A look would do this now:',
    )
    for (const doing of would) print(`  ${sayDoing(doing, rulebook)}`)
    for (const { from, to, amount } of coming)
      print(`  ${sayDoing({ at: 0, did: 'moved', campaign: from, to, amount }, rulebook)}`)
  })

const undo = (flow: string | undefined): Promise<void> =>
  withSteering(async (steering, rulebook) => {
    const names = rulebook.flows.map(({ name }) => name)
    if (flow !== undefined && !names.includes(flow)) {
      const near = nearest(flow, names)
      throw new StartError(`There is no flow ${flow}.${near ? ` Did you mean ${near}?` : ''}`)
    }
    const before = await steering.doings()
    const undone = await steering.undo(flow ?? null)
    if (!undone) return print('There is nothing to undo.')
    for (const doing of undone.doings.filter((one) => one.at > (before.at(-1)?.at ?? 0)))
      print(sayDoing(doing, rulebook))
    if (undone.coming.length > 0) print('The money is back within a minute of the running server.')
  })

export const addSteering = (program: Command): void => {
  const steering = program
    .command('steering')
    .description('budgets that follow success: how they stand, and what was done')
    .option('--dry-run', 'say what a look would do now, and do nothing')
    .option('--json', 'answer in JSON')
    .action(show)
  steering
    .command('undo')
    .description('end every pause and give back what was moved and not used; with a flow, end its pause only')
    .argument('[flow]', 'a paused flow')
    .action(undo)
}
