// Every talk stands on a step that its rulebook has.
import type { Check, Finding } from './records.ts'
import { stepsOf } from './rulebooks.ts'
import type { Shop } from './shop.ts'

export const createTalkCheck = (shop: Shop): Check => {
  const rulebooks = new Map<string, ReturnType<typeof stepsOf>>()
  return {
    take: (record) => {
      if (record.kind === 'rulebook') rulebooks.set(record.hash, stepsOf(record.sources))
    },
    end: () => {
      const findings: Finding[] = []
      for (const { id, talks } of shop.wholes())
        for (const { flow, rulebook, step } of talks) {
          const steps = rulebooks.get(rulebook)?.get(flow)
          const where = !rulebooks.has(rulebook)
            ? `goes by the rulebook ${rulebook}, which is not there`
            : !steps
              ? `is of the flow ${flow}, which its rulebook does not have`
              : !steps.has(step) && `stands on the step ${step} of ${flow}, which its rulebook does not have`
          if (where) findings.push({ check: 'talk', what: `a talk of ${id} ${where}` })
        }
      return findings
    },
  }
}
