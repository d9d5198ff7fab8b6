// A code's life after it was issued: reminded, expired, revoked, redeemed, rolled back, settled; and its reservation.
import { type Code, type CodeState, isLive, type Overrun, type Redemption } from './code.ts'
import { cardOf, codeArgs } from './code-card.ts'
import { change, type Draft, put } from './draft.ts'
import { mark } from './enrol.ts'
import { say } from './say.ts'
import { amountOf, costOf, type OrderSums } from './using/amount.ts'

export const codeOf = (draft: Draft, id: string): Code | null =>
  draft.shopper.codes.find((code) => code.id === id) ?? null

/** What a code has taken off so far, rolled back ones left out. */
const takenBy = (code: Code): number =>
  code.redemptions.reduce((sum, use) => (use.rolled_back === undefined ? sum + use.amount : sum), 0)

/** When it was last used, and what that cost where it is not what was taken off. */
const useOf = (code: Code): { redeemed: number | null; cost?: number } => {
  const uses = code.redemptions.filter((use) => use.rolled_back === undefined)
  const cost = uses.reduce((sum, use) => sum + costOf(code.terms, use.amount), 0)
  return { redeemed: uses.at(-1)?.at ?? null, ...(cost !== takenBy(code) && { cost }) }
}

/** Writes a code as it has become, and its part in the enrolment's row. */
const write = (draft: Draft, code: Code): void => {
  change(draft, { codes: draft.shopper.codes.map((kept) => (kept.id === code.id ? code : kept)) })
  mark(draft, code.enrolment, (row) => ({
    codes: row.codes.map((part) =>
      part.id === code.id ? { ...part, state: code.state, amount: takenBy(code), ...useOf(code) } : part,
    ),
  }))
}

const move = (draft: Draft, code: Code, reserved: number, spent: number): void => {
  if (reserved !== 0 || spent !== 0) put(draft, { kind: 'budget', budget: code.campaign, reserved, spent })
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
  const use: Redemption = {
    id: `${code.id}-${code.redemptions.length + 1}`,
    order: order.id,
    amount,
    at,
    ...(overrun && { overrun }),
  }
  move(draft, code, -code.reserved, costOf(code.terms, amount))
  write(draft, { ...code, state: 'redeemed', reserved: 0, redemptions: [...code.redemptions, use] })
  return use
}

/** Takes a redemption back: the code may be used again as long as it is valid, and is reserved for again. */
export const rollBack = (draft: Draft, code: Code, use: Redemption): void => {
  const redemptions = code.redemptions.map((kept) =>
    kept === use ? { ...kept, rolled_back: draft.at } : kept,
  )
  const others = redemptions.some((kept) => kept.rolled_back === undefined)
  const unused: CodeState =
    code.revoked !== undefined ? 'revoked' : draft.at < code.until ? 'issued' : 'expired'
  const state = others ? 'redeemed' : unused
  const reserved = others || unused === 'revoked' || draft.at >= code.settle_by ? 0 : code.terms.worst
  move(draft, code, reserved - code.reserved, -costOf(code.terms, use.amount))
  write(draft, { ...code, state, reserved, redemptions })
}

export const revoke = (draft: Draft, code: Code, settleWithin: number): void =>
  write(draft, { ...code, state: 'revoked', revoked: draft.at, settle_by: draft.at + settleWithin })

/** What is due of one code by now: reminder, end of validity, return of what was reserved. */
export const ageCode = (draft: Draft, id: string): void => {
  const remind = codeOf(draft, id)
  if (remind?.reminder && remind.reminder.at <= draft.at) {
    const { reminder, ...rest } = remind
    write(draft, rest)
    if (isLive(remind, draft.at) && !draft.shopper.agent_mode) {
      const rulebook = draft.rulebooks.pinned[reminder.rulebook] ?? draft.now
      const said = { code: cardOf(remind), args: codeArgs(remind), lapses: remind.until }
      say(draft, rulebook, reminder.text, null, said)
    }
  }
  const expire = codeOf(draft, id)
  if (expire?.state === 'issued' && expire.until <= draft.at) write(draft, { ...expire, state: 'expired' })
  const settle = codeOf(draft, id)
  if (settle && settle.state !== 'issued' && settle.reserved > 0 && settle.settle_by <= draft.at) {
    move(draft, settle, -settle.reserved, 0)
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
