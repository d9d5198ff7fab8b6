// A code whose text strangers have: frozen at once, and its owner gets another with the same terms and the same end.
// The money moves from the one to the other in the same commit, so that it is never there twice and never missing.
import { moveBudgets } from '../budget/moves.ts'
import { change, type Draft, put } from '../draft.ts'
import { mark } from '../enrolment/enrol.ts'
import { showCode } from '../issuing/issue.ts'
import { takeSpareOf } from '../issuing/spare.ts'
import { usesLeft } from '../using/uses.ts'
import { type Code, isLive } from './code.ts'
import { codeOf, write } from './code-life.ts'
import type { Wanted } from './code-source.ts'

/** Another out of the same pool, or one of our own making where that has none left: the owner loses nothing by it. */
const wantedFor = ({ event }: Draft, { pool }: Code): Wanted => {
  const isEmpty = event.refused?.some((one) => one.kind === 'pool_empty' && one.pool === pool)
  return pool === undefined || isEmpty ? {} : { pool }
}

/** Nothing where the code is used, over or frozen already, or where a checkout is using it at this moment. */
export const freezeCode = (draft: Draft, id: string): void => {
  const code = codeOf(draft, id)
  if (!code || !isLive(code, draft.at) || (code.lock && draft.at < code.lock.until)) return
  // One that everybody has is no secret.
  if (code.shared) return
  const spare = takeSpareOf(draft, wantedFor(draft, code))
  if (!spare) return
  const { redemptions: _, lock: __, pool: ___, ends: ____, shown: _____, ...same } = code
  const left = usesLeft(code)
  const terms = code.terms.uses === undefined ? code.terms : { ...code.terms, uses: left }
  const other: Code = { ...same, ...spare, terms, redemptions: [], issued: draft.at }
  write(draft, { ...code, state: 'revoked', revoked: draft.at, reserved: 0, frozen: true })
  change(draft, { codes: [...draft.shopper.codes, other] })
  put(draft, { kind: 'code', ...spare, until: other.until })
  moveBudgets(draft, null, other)
  const part = { id: other.id, offer: other.offer, state: other.state, issued: draft.at, amount: 0 }
  mark(draft, other.enrolment, (row) => ({ codes: [...row.codes, part] }))
  // Not a mailing: it is the shopper's own code that stops working.
  draft.answering = true
  showCode(draft, 'code_replaced', other, null)
}
