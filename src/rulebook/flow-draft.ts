// A flow while its steps are read: what they need to know and what they leave behind. Types only.
import type { Step } from '../core/rulebook.ts'
import type { Language } from './cel-environment.ts'
import type { Gifts, Ground } from './ground.ts'
import type { Place } from './problem.ts'
import type { Variables } from './variables.ts'

export type FlowDraft = {
  readonly ground: Ground
  /** The language of conditions with this flow's variables. */
  readonly language: Language
  readonly variables: Variables
  readonly gifts: Gifts
  /** By id, in the order in which they stand. */
  readonly steps: Map<string, Step>
  readonly places: Map<string, Place>
  /** The ids that the author gave. */
  readonly named: Map<string, Place>
  /** Steps that are pointed to, looked up once all are read. */
  readonly targets: { readonly to: string; readonly at: Place }[]
}
