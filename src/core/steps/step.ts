// What a step answers when it is walked: where to go on, or what the talk waits for.
import type { Draft } from '../draft.ts'
import type { Step } from '../rulebook.ts'
import type { Talk } from '../shopper.ts'

export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>

/** `to` null: the talk ends. `vars`: the talk's variables from here on. */
export type Walked =
  | { readonly kind: 'on'; readonly to: string | null; readonly vars?: Talk['vars'] }
  | { readonly kind: 'wait'; readonly for: Talk['waits']; readonly until: number }

export type Walk<K extends Step['kind']> = (draft: Draft, talk: Talk, step: StepOf<K>) => Walked

export const on = (to: string | null): Walked => ({ kind: 'on', to })
