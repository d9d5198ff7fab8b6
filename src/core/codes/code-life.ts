// A code's life after it was issued: reminded, expired, revoked, redeemed, rolled back, settled; and its reservation.
import { moveBudgets, netOf } from '../budget/moves.ts'
import { mayContact } from '../contact/may-contact.ts'
import { noteUnsent, noteWaited } from '../contact/unsent.ts'
import { change, type Draft } from '../draft.ts'
import { mark } from '../enrolment/enrol.ts'
import type { OrderLine } from '../orders/order.ts'
import { isInTrouble } from '../orders/trouble.ts'
import { creditPoints, uncreditPoints } from '../points/points.ts'
import { reachAt } from '../reach.ts'
import { say } from '../say.ts'
import { allotToLines, keptLines } from '../using/allot.ts'
import { amountOf, costOf, type OrderSums } from '../using/amount.ts'
import { withReturned } from '../using/returned.ts'
import { afterRollBack, afterUse } from '../using/uses.ts'
import { type Code, isLive, type Overrun, type Redemption } from './code.ts'
import { shownOf } from './code-card.ts'
import { countUses } from './code-uses.ts'
import { struckOut } from './shown.ts'

export const codeOf = (draft: Draft, id: string): Code | null =>
  draft.shopper.codes.find((code) => code.id === id) ?? null

/** What a code has taken off so far, rolled back ones left out. */
const takenBy = (code: Code): number =>
  code.redemptions.reduce((sum, use) => (use.rolled_back === undefined ? sum + netOf(use) : sum), 0)

/** When it was last used, and what that cost where it is not what was taken off. */
const useOf = (code: Code): { redeemed: number | null; cost?: number } => {
  const uses = code.redemptions.filter((use) => use.rolled_back === undefined)
  const cost = uses.reduce((sum, use) => sum + costOf(code.terms, netOf(use)), 0)
  return { redeemed: uses.at(-1)?.at ?? null, ...(cost !== takenBy(code) && { cost }) }
}

/** Writes a code as it has become, its money in the budgets, and its part in the enrolment's row. */
export const write = (draft: Draft, changed: Code): void => {
  const before = codeOf(draft, changed.id)
  const code = struckOut(draft, before, changed)
  if (before) moveBudgets(draft, before, code)
  countUses(draft, before, code)
  change(draft, { codes: draft.shopper.codes.map((kept) => (kept.id === code.id ? code : kept)) })
  mark(draft, code.enrolment, (row) => ({
    codes: row.codes.map((part) =>
      part.id === code.id ? { ...part, state: code.state, amount: takenBy(code), ...useOf(code) } : part,
    ),
  }))
}

/** The order took the code: settles its reservation at what it really cost. */
export const redeem = (
  draft: Draft,
  code: Code,
  order: OrderSums & { id: string },
  at: number,
  overrun?: Overrun,
): Redemption => {
  const amount = amountOf(code.terms, order)
  const lines = keptLines(allotToLines(code.terms, order, amount))
  const use: Redemption = {
    id: `${code.id}-${code.redemptions.length + 1}`,
    order: order.id,
    amount,
    ...(lines && { lines }),
    at,
    ...(overrun && { overrun }),
  }
  if (code.terms.kind === 'points') creditPoints(draft, code.terms.value, use.id)
  const { lock: _, ...free } = code
  write(draft, { ...free, ...afterUse(code), redemptions: [...code.redemptions, use] })
  return use
}

/** Takes a redemption back: the code may be used again as long as it is valid, and is reserved for again. */
export const rollBack = (draft: Draft, code: Code, use: Redemption): void => {
  if (code.terms.kind === 'points') uncreditPoints(draft, code.terms.value)
  const redemptions = code.redemptions.map((kept) =>
    kept === use ? { ...kept, rolled_back: draft.at } : kept,
  )
  write(draft, { ...code, ...afterRollBack({ ...code, redemptions }, draft.at), redemptions })
}

/** Goods that it was used on came back, with their share; the use itself stands. `stood`: the order, before. */
export const giveBack = (
  draft: Draft,
  code: Code,
  use: Redemption,
  back: readonly OrderLine[],
  stood: number,
): void => {
  const after = withReturned(use, back, stood)
  const redemptions = code.redemptions.map((kept) => (kept === use ? after : kept))
  if (after !== use) write(draft, { ...code, redemptions })
}

export const revoke = (draft: Draft, code: Code, settleWithin: number): void => {
  const { lock: _, ...free } = code
  write(draft, { ...free, state: 'revoked', revoked: draft.at, settle_by: draft.at + settleWithin })
}

/** Until when a reminder waits for the end of quiet hours; null: it need not. */
const nightFor = (draft: Draft): number | null => {
  const at = reachAt(draft.now.shop, draft.shopper)
  const against = at && mayContact(draft, at)
  return against?.why === 'quiet' ? (against.until ?? null) : null
}

/** In the morning, unless the code has ended by then. */
const remindLater = (draft: Draft, code: Code, reminder: NonNullable<Code['reminder']>, at: number): void => {
  const text = reminder.text
  if (at >= code.until) return noteUnsent(draft, { why: 'lapsed', text })
  write(draft, { ...code, reminder: { ...reminder, at } })
  noteUnsent(draft, { why: 'quiet', until: at, text })
}

/** What is due of one code by now: reminder, end of validity, return of what was reserved. */
export const ageCode = (draft: Draft, id: string): void => {
  const remind = codeOf(draft, id)
  if (remind?.reminder && remind.reminder.at <= draft.at) {
    const { reminder, ...rest } = remind
    write(draft, rest)
    const night = nightFor(draft)
    if (night !== null) remindLater(draft, rest, reminder, night)
    else if (isLive(remind, draft.at) && !draft.shopper.agent_mode && !isInTrouble(draft.shopper, draft.at)) {
      const rulebook = draft.rulebooks.pinned[reminder.rulebook] ?? draft.now
      noteWaited(draft, reminder.text)
      say(draft, rulebook, reminder.text, null, shownOf(remind))
    }
  }
  const expire = codeOf(draft, id)
  if (expire?.state === 'issued' && expire.until <= draft.at) write(draft, { ...expire, state: 'expired' })
  const settle = codeOf(draft, id)
  if (settle && settle.state !== 'issued' && settle.reserved > 0 && settle.settle_by <= draft.at) {
    write(draft, { ...settle, reserved: 0 })
  }
}

/** The next time that something of this code is due; null: nothing more. */
export const codeDue = (code: Code): number | null => {
  const times: number[] = []
  if (code.state === 'issued') {
    times.push(code.until)
    if (code.reminder) times.push(code.reminder.at)
  } else if (code.reserved > 0) times.push(code.settle_by)
  return times.length > 0 ? Math.min(...times) : null
}
