// The function of a condition, and from what it was made, so that it can be made again without the files. Judges nothing.
import type { Condition } from '../core/condition.ts'
import type { FactType } from '../core/facts/fact-schema.ts'
import type { Language } from './cel-environment.ts'
import { holdsThroughout } from './missing.ts'

type Holds = Condition['holds']

/** `text`: CEL that was checked; `plain`: the names that stand by themselves in it. */
export type Made = { readonly text: string; readonly plain: ReadonlyMap<string, FactType> }

const made = new WeakMap<Holds, Made>()

export const madeOf = (holds: Holds): Made | undefined => made.get(holds)

/** Of what can hold for nobody. */
export const NEVER: Holds = () => false

/** Throws CEL's error where the text cannot be read. */
export const runCondition = ({ environment, Context, vocabulary }: Language, text: string): Holds => {
  const run = environment.parse(text)
  const holds: Holds = (facts) => holdsThroughout(() => run(new Context(facts)))
  made.set(holds, { text, plain: vocabulary.plain })
  return holds
}

/** The same of a text that was checked before: it is read when it is first asked. */
export const runLater = (language: () => Language, text: string): Holds => {
  let holds: Holds | undefined
  return (facts) => {
    holds ??= runCondition(language(), text)
    return holds(facts)
  }
}
