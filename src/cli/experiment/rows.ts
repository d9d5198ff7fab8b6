import type { Config } from '../../config.ts'
import type { Enrolment } from '../../core/enrolment/enrolment.ts'
import type { Experiment } from '../../core/enrolment/experiment.ts'
import type { Flow } from '../../core/rulebook.ts'
import { loadRulebook } from '../../rulebook/load.ts'
import { nearest } from '../../rulebook/nearest.ts'
import { formatProblem } from '../../rulebook/problem.ts'
import { hasStore, openServed, type StorePlace } from '../../start/open-store.ts'

/** A sentence for whoever typed the command. */
export class ExperimentProblem extends Error {}

export type Tried = { readonly flow: Flow; readonly experiment: Experiment; readonly zone: string }

export const findFlow = async (
  { flows, locales }: Pick<Config, 'flows' | 'locales'>,
  name: string,
): Promise<Tried> => {
  const loaded = await loadRulebook(flows, locales)
  if ('problems' in loaded)
    throw new ExperimentProblem(`The flows have mistakes:\n${loaded.problems.map(formatProblem).join('\n')}`)
  const all = loaded.rulebook.flows
  const flow = all.find((one) => one.name === name)
  if (!flow) {
    const near = nearest(
      name,
      all.map((one) => one.name),
    )
    throw new ExperimentProblem(
      `There is no flow ${name} in ${flows}.${near ? ` Did you mean ${near}?` : ''}`,
    )
  }
  if (!flow.experiment)
    throw new ExperimentProblem(
      `The flow ${name} has no experiment. Write one: experiment: { variants: { a: { weight: 50 }, b: { weight: 50, after: 2h } } }`,
    )
  return { flow, experiment: flow.experiment, zone: loaded.rulebook.shop.time_zone }
}

/** All rows; none where there is no data yet. */
export const readRows = async (place: StorePlace): Promise<readonly Enrolment[]> => {
  if (!hasStore(place)) return []
  const { store } = await openServed(place, { readonly: true })
  const rows: Enrolment[] = []
  try {
    for await (const row of store.records.enrolments()) rows.push(JSON.parse(row) as Enrolment)
  } finally {
    await store.close()
  }
  return rows
}
