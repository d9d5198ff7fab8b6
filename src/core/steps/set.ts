// The step `set`: gives variables of the talk a value.
import type { Walk } from './step.ts'

export const walkSet: Walk<'set'> = (_draft, talk, step) => ({
  kind: 'on',
  to: step.next,
  vars: { ...talk.vars, ...step.values },
})
