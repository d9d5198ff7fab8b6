// One file of flows/ -> a Flow: one campaign. Puts together start, campaign, goal and steps.
import type { Flow } from '../core/rulebook.ts'
import { readCampaign } from './campaign.ts'
import { readExperiment, withVariant } from './experiment.ts'
import type { FlowDraft } from './flow-draft.ts'
import { readGoal } from './goal.ts'
import type { Ground } from './ground.ts'
import { NO_GUARDS } from './guards.ts'
import { readName, readWhole } from './names.ts'
import { type Entry, type Node, openFields, openScalar } from './node.ts'
import type { Place } from './problem.ts'
import { readPurpose } from './purpose.ts'
import { readStart } from './start.ts'
import { checkGraph } from './step-graph.ts'
import { checkTargets, readSteps } from './steps.ts'
import { collectVariables } from './variables.ts'
import { flowVocabulary } from './vocabulary.ts'

const KEYS = ['flow', 'about', 'start', 'goal', 'campaign', 'experiment', 'priority', 'purpose', 'steps']

export type FlowRead = { readonly flow: Flow; readonly at: Place }

export const readFlow = (node: Node, ground: Ground): FlowRead | null => {
  const { report } = ground
  const before = report.problems.length
  const fields = openFields(node, 'a flow', KEYS, report)
  if (!fields) return null
  const required = (key: string, expected: string): Node | null => {
    const entry = fields.get(key)
    if (!entry) report.problem(node.at, `the flow lacks ${key}`, { expected })
    return entry?.value ?? null
  }
  const named = required('flow', 'flow: and a name of its own')
  const name = named && readName(named, 'a flow', report)
  const at = named?.at ?? node.at
  const plain = draftOf(fields.get('steps')?.value, ground)
  const draft = withVariant(plain, fields.get('experiment'))
  const says = ground.uses.length
  const started = required('start', 'start: { on: cart_abandoned, after: 45m }')
  const read = started && readStart(started, plain.language, ground)
  const isElsewhere = read?.start.on === 'elsewhere'
  const steps = isElsewhere ? null : required('steps', 'a list of steps')
  if (isElsewhere && fields.has('steps'))
    report.problem(fields.get('steps')!.at, 'a flow that starts elsewhere has no steps: nothing is said here')
  // What the flow asks or sets itself changes on the way; what the trigger brought stays.
  const guards = new Map(
    [...(read?.guards ?? NO_GUARDS)].filter(([name]) => !draft.variables.types.has(name)),
  )
  const first = steps && readSteps(steps, { prefix: 's', join: null, guards }, draft)
  checkTargets(draft)
  if (report.problems.length === before) checkGraph(first, draft.steps, draft.places, report)
  const campaign = readCampaign(fields.get('campaign')?.value ?? null, at, draft.gifts, ground)
  const tried = fields.get('experiment')
  const own = { on: read?.start.on ?? null, campaign, says: ground.uses.slice(says).map(({ key }) => key) }
  const experiment = tried && readExperiment(tried, own, draft)
  const about = fields.get('about')
  const flow = {
    about: (about && openScalar(about.value, 'about', report, 'a sentence')?.text.trim()) ?? '',
    priority: readPriority(fields.get('priority'), ground),
    ...readPurpose(fields.get('purpose'), draft.gifts.offers.size > 0 && !campaign.apology, report),
    goal: readGoal(fields.get('goal'), ground),
    campaign,
    ...(experiment && { experiment }),
    first,
    steps: Object.fromEntries(draft.steps),
  }
  return name && read ? { flow: { name, start: read.start, ...flow }, at } : null
}

const draftOf = (steps: Node | undefined, ground: Ground): FlowDraft => {
  const variables = collectVariables(steps, ground.report)
  const { language } = ground
  const vocabulary = flowVocabulary(language.vocabulary, variables.types, variables.values)
  return {
    ground,
    variables,
    language: language.extend(vocabulary),
    gifts: { offers: new Set(), escalates: false },
    steps: new Map(),
    places: new Map(),
    named: new Map(),
    targets: [],
  }
}

const readPriority = (entry: Entry | undefined, { report }: Ground): number =>
  (entry && readWhole(entry.value, 'priority', -1000, 1000, report)) ?? 0
