// A friend who came by a shopper's word: remembered with the friend, and told to the shopper once the friend's first
// order has stood long enough. Knows no tokens: the shell says whose word it was and what stands against it.
import { change, type Draft, put } from '../draft.ts'
import type { EventOf } from '../event.ts'
import type { Shopper } from '../shopper.ts'
import { DAY } from '../time/local-time.ts'

/** Where the shop does not say how long an order may be given back. */
const SETTLE = 14 * DAY

/** Somebody new came by another's word. The first word counts, and only before the first order. */
export const comeReferred = (draft: Draft, { by, against }: EventOf<'referred'>): void => {
  const { referral, orders, id } = draft.shopper
  const refuse = (reason: string): void => {
    draft.reply = { kind: 'refused', reason }
  }
  if (!by) return refuse('unknown_referral')
  if (by === id) return refuse('own_referral')
  if (referral?.by === by) return
  if (referral) return refuse('referred_already')
  if (orders.count > 0) return refuse('not_new')
  if (against) return refuse(against)
  change(draft, { referral: { by, at: draft.at } })
}

/** The first order that stands is what the referral waits for. */
export const noteFriendsOrder = (draft: Draft, order: string, at: number): void => {
  const { referral, orders } = draft.shopper
  if (!referral || referral.told || referral.order || orders.count !== 1) return
  const due = at + (draft.now.shop.referral?.settle ?? SETTLE)
  change(draft, { referral: { ...referral, order, due } })
}

/** That order is cancelled: the next one counts, unless the referral has been told. */
export const dropFriendsOrder = (draft: Draft, order: string): void => {
  const { referral } = draft.shopper
  if (!referral || referral.told || referral.order !== order) return
  const { order: _, due: __, ...rest } = referral
  change(draft, { referral: rest })
}

/** It has stood long enough: whoever referred is told, by the outbox of this very commit. */
export const settleReferral = (draft: Draft): void => {
  const { referral, id } = draft.shopper
  if (referral?.due === undefined || referral.due > draft.at) return
  const { due: _, ...rest } = referral
  change(draft, { referral: { ...rest, told: true } })
  put(draft, { kind: 'refer', to: referral.by, friend: id })
}

export const referralDue = ({ referral }: Shopper): number | null => referral?.due ?? null

/** What came of this shopper's word, for whoever asks. */
export const noteReferral = (draft: Draft, against: string | undefined): void => {
  const { won, refused } = draft.shopper.referrals ?? { won: 0 }
  if (against) change(draft, { referrals: { won, refused: { at: draft.at, why: against } } })
  else change(draft, { referrals: { won: won + 1, ...(refused && { refused }) } })
}
