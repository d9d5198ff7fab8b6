// Whoever has a first-order code has used the right of one person: what that person is known by is claimed with it.
import type { Code } from '../code.ts'
import { type Draft, put } from '../draft.ts'
import { marksOf } from './marks.ts'

/** `refusable`: it may turn out to be another account's right; an agent's own decision, or what is out, may not. */
export const claimFirst = (draft: Draft, code: Code, refusable: boolean): void => {
  if (!code.first_order) return
  put(draft, { kind: 'first_order', marks: marksOf(draft.shopper, draft.now.shop.currency), refusable })
}

/** Somebody who had such a code as a stranger is known by more now. */
export const claimLater = (draft: Draft): void => {
  const code = draft.shopper.codes.find((one) => one.first_order)
  if (code) claimFirst(draft, code, false)
}
