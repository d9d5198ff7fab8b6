// The step `escalate`: a ticket for an agent; the talk waits for the agent's decision.
import { escalate } from './ask-agent.ts'
import type { Walk } from './step.ts'

export const walkEscalate: Walk<'escalate'> = (draft, talk, step) =>
  escalate(draft, talk, step.reason, step.fallback ?? step.next)
