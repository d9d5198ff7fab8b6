// Which flows were started and which kinds of step were walked while transcripts were played. Changes nothing of what is said.

import type { Condition } from '../../../src/core/condition.ts'
import type { Flow, Rulebook, Step } from '../../../src/core/rulebook.ts'

/** Holds as `when` does, and tells where it held. */
const telling = (when: Condition | null, tell: () => void): Condition => ({
  source: when?.source ?? 'true',
  asks: [],
  holds: (facts) => {
    const holds = when?.holds(facts) ?? true
    if (holds) tell()
    return holds
  },
})

export const newFootprints = () => {
  const started = new Set<string>()
  const triggers = new Set<string>()
  const kinds = new Set<string>()

  const watchStep = (step: Step): Step => ({
    ...step,
    when: telling(step.when, () => {
      kinds.add(step.kind)
      if (step.unit) kinds.add('together')
      if (step.kind === 'offer') for (const { act } of step.rows) kinds.add(act.kind)
    }),
  })

  const watchFlow = (flow: Flow): Flow => ({
    ...flow,
    start: {
      ...flow.start,
      when: telling(flow.start.when, () => {
        started.add(flow.name)
        triggers.add(flow.start.on)
      }),
    },
    steps: Object.fromEntries(Object.entries(flow.steps).map(([id, step]) => [id, watchStep(step)])),
  })

  return {
    started: started as ReadonlySet<string>,
    triggers: triggers as ReadonlySet<string>,
    kinds: kinds as ReadonlySet<string>,
    watch: (rulebook: Rulebook): Rulebook => ({ ...rulebook, flows: rulebook.flows.map(watchFlow) }),
  }
}
