// Whoever has a first-order code has used the right of one person: what that person is known by is claimed with it.
import type { Code } from '../codes/code.ts'
import { change, type Draft, put } from '../draft.ts'
import type { IssueRefusal } from '../issuing/refusal.ts'
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

/** Why it was refused is kept for whoever is asked; not whose the other account is. */
export const noteLikeness = (draft: Draft, why: IssueRefusal | null): void => {
  const same = draft.event.refused?.find((one) => one.kind === 'same_person')
  if (why === 'same_person' && same?.kind === 'same_person')
    change(draft, { looks_like: { at: draft.at, by: same.by } })
}
