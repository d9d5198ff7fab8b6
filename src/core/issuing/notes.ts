// What else had a part in a code, beside the rule that gave it: a rung of a ladder, a guard, a variant.
import type { Code, Why } from '../codes/code.ts'

/** The code's `why` with these notes; nothing where there is nothing to note. */
export const noted = (why: Why | undefined, flow: string, notes: readonly string[]): Pick<Code, 'why'> => {
  if (notes.length === 0) return why ? { why } : {}
  return { why: { ...(why ?? { flow, facts: {} }), notes: [...(why?.notes ?? []), ...notes] } }
}
