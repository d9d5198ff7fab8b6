// Notes that a flow says a text, with what may stand in its key and what it is filled with. Looks nothing up.
import { LABELS, REASONS } from '../core/meaning.ts'
import { TEXT_ARGS } from '../core/text-args.ts'
import type { FlowDraft } from './flow-draft.ts'
import type { Guards } from './guards.ts'
import { type Node, openScalar } from './node.ts'

const KEY = /^[A-Za-z0-9_{}.-]{1,120}$/

/** What a trigger hands to the texts of its flow. */
const TRIGGER_VARS = ['message', 'sign', 'action']

/** The arguments that every text of this flow may use. */
export const argsOf = (draft: FlowDraft, more: readonly string[] = []): ReadonlySet<string> =>
  new Set([
    ...TEXT_ARGS,
    ...TRIGGER_VARS,
    ...Object.keys(draft.ground.shop.facts).map((name) => `shop_${name}`),
    ...draft.variables.types.keys(),
    ...more,
  ])

/** The key of a text; null once its fault is reported. */
export const useText = (
  node: Node,
  guards: Guards,
  draft: FlowDraft,
  more: readonly string[] = [],
): string | null => {
  const { report, uses } = draft.ground
  const expected = 'the key of a text in locales/, such as abandoned_cart.why'
  const scalar = openScalar(node, 'a text', report, expected)
  if (!scalar) return null
  if (!KEY.test(scalar.text)) {
    report.problem(scalar.at, 'here stands the key of a text, and the words stand in locales/', { expected })
    return null
  }
  const known = (variable: string): readonly string[] | null => {
    const guarded = guards.get(variable)
    if (guarded) return guarded
    const asked = draft.variables.values.get(variable)
    if (variable === 'reason') return [...new Set([...REASONS, ...(asked ?? [])])]
    return variable === 'message' ? LABELS : (asked ?? null)
  }
  uses.push({ key: scalar.text, at: scalar.at, valuesOf: known, args: argsOf(draft, more) })
  return scalar.text
}
