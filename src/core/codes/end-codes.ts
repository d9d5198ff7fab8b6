// The codes of somebody who is erased: none of them can be used any more, and what was reserved for them is given back at
// once. What they were spent on stays spent. Pure; the shopper is nobody's afterwards.
import { newDraft } from '../draft.ts'
import type { Effect } from '../effect.ts'
import type { Rulebooks } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { write } from './code-life.ts'

/** Moves in budgets, and rows of enrolments as they end. */
export const endCodes = (rulebooks: Rulebooks, shopper: Shopper, at: number): readonly Effect[] => {
  const event = { id: 'erasure', at, received: at, trust: 'fact' as const, kind: 'wake_up' as const }
  const draft = newDraft(rulebooks, shopper, event)
  for (const code of shopper.codes) {
    if (code.state !== 'issued' && code.reserved === 0) continue
    const { lock: _, reminder: __, ...rest } = code
    const ended = code.state === 'issued' ? { state: 'revoked' as const, revoked: at } : {}
    write(draft, { ...rest, ...ended, reserved: 0 })
  }
  return draft.effects
}
