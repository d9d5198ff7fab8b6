// What a turn did with codes and money, beside what it was given: ids and sums, nothing of a person. Whoever checks the
// journal from outside need not decide anything again.
import type { Code, Overrun } from '../core/codes/code.ts'
import type { Effect } from '../core/effect.ts'
import type { Shopper } from '../core/shopper.ts'

/** Budget, reserved, spent, and the ceiling that the store kept; minor units, or how many. */
export type DidMove =
  | readonly [string, number, number]
  | readonly [budget: string, reserved: number, spent: number, ceiling: number]

export type DidIssue = {
  readonly code: string
  readonly campaign: string
  readonly offer: string
  /** The enrolment: what it was given for. */
  readonly cause: string
  /** How often it may be used. */
  readonly uses: number
  readonly agent?: true
  /** It was for everybody, and is this shopper's use of it. */
  readonly shared?: true
  /** It took the place of this one, whose text strangers had. */
  readonly for?: string
}

export type DidUse = {
  readonly id: string
  readonly code: string
  readonly order: string
  readonly amount: number
  readonly overrun?: Overrun
}

export type Did = {
  readonly issued?: readonly DidIssue[]
  readonly moves?: readonly DidMove[]
  readonly used?: readonly DidUse[]
  /** Uses that were taken back. */
  readonly back?: readonly string[]
}

const standsFor = (code: Code, before: Shopper, after: Shopper): string | undefined =>
  after.codes.find(
    (one) =>
      one.frozen &&
      one.enrolment === code.enrolment &&
      one.offer === code.offer &&
      before.codes.some(({ id, frozen }) => id === one.id && !frozen),
  )?.id

const issueOf = (code: Code, before: Shopper, after: Shopper): DidIssue => {
  const replaced = standsFor(code, before, after)
  return {
    ...{ code: code.id, campaign: code.campaign, offer: code.offer, cause: code.enrolment },
    uses: code.terms.uses ?? 1,
    ...(code.agent !== undefined && { agent: true as const }),
    ...(code.shared !== undefined && { shared: true as const }),
    ...(replaced !== undefined && { for: replaced }),
  }
}

/** Nothing of codes that came with somebody who was taken in: that one's own entries say it. */
export const didOf = (effects: readonly Effect[], before: Shopper, after: Shopper): Did => {
  const made = new Set(effects.flatMap((effect) => (effect.kind === 'code' ? [effect.id] : [])))
  const issued: DidIssue[] = []
  const used: DidUse[] = []
  const back: string[] = []
  for (const code of after.codes) {
    const was = before.codes.find(({ id }) => id === code.id)
    if (was === code || (!was && !made.has(code.id))) continue
    if (!was) issued.push(issueOf(code, before, after))
    for (const { id, order, amount, overrun, rolled_back } of code.redemptions) {
      const one = was?.redemptions.find((use) => use.id === id)
      if (!one) used.push({ id, code: code.id, order, amount, ...(overrun && { overrun }) })
      if (rolled_back !== undefined && one?.rolled_back === undefined) back.push(id)
    }
  }
  const moves = effects.flatMap((effect): DidMove[] => {
    if (effect.kind !== 'budget') return []
    const { budget, reserved, spent, ceiling } = effect
    return [ceiling === undefined ? [budget, reserved, spent] : [budget, reserved, spent, ceiling]]
  })
  return {
    ...(issued.length > 0 && { issued }),
    ...(moves.length > 0 && { moves }),
    ...(used.length > 0 && { used }),
    ...(back.length > 0 && { back }),
  }
}
