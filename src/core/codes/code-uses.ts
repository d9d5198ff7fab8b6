// Counts the uses of a code for everybody in a budget of its own: one reserved for each that is out, one spent for
// each that stands. The ceiling is the store's to keep, so that no two processes pass it together.

import { change, type Draft, put } from '../draft.ts'
import type { Code } from './code.ts'
import { countOf } from './code-source.ts'

const heldBy = (code: Code | null): { reserved: number; spent: number } => {
  if (!code) return { reserved: 0, spent: 0 }
  const spent = code.redemptions.filter((use) => use.rolled_back === undefined).length
  return { reserved: code.reserved > 0 ? 1 : 0, spent }
}

const boundOf = ({ now }: Draft, { offer }: Code): { ceiling?: number } => {
  const codes = Object.hasOwn(now.offers, offer) ? now.offers[offer]?.codes : undefined
  return codes?.kind === 'shared' && codes.in_all !== null ? { ceiling: codes.in_all } : {}
}

/** `before` null: it is new. What is an overrun is counted all the same. */
export const countUses = (draft: Draft, before: Code | null, code: Code): void => {
  if (code.counts === undefined) return
  const [was, is] = [heldBy(before), heldBy(code)]
  const reserved = is.reserved - was.reserved
  const spent = is.spent - was.spent
  if (reserved === 0 && spent === 0) return
  const { uses } = draft.shopper
  const own = (uses?.[code.counts] ?? 0) + reserved + spent
  change(draft, { uses: { ...uses, [code.counts]: own } })
  const bound = before === null ? boundOf(draft, code) : {}
  put(draft, { kind: 'budget', budget: countOf(code.counts), reserved, spent, ...bound })
}
