// Referrals between two shoppers: what stands against a friend, and the telling of it once the
// friend's order has settled. The friend's commit leaves an item in the outbox; its turn has an id of its own, so that
// a crash in between repeats it, and nothing comes of it twice.
import { readDocument } from '../core/document.ts'
import type { EventOf, Happening } from '../core/event.ts'
import { isOnePerson, likeness } from '../core/person/marks.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { shopperOfToken } from './referral-token.ts'
import type { Turns } from './turns.ts'

/** A chain of referrals is followed so far back. */
const LONGEST_CHAIN = 10

type Load = (shopper: string) => Promise<Shopper | null>

const loadFrom =
  (store: Pick<Store, 'load'>): Load =>
  async (id) => {
    const { document } = await store.load(id)
    return document === null ? null : readDocument(document)
  }

/** What stands against `friend` having come by `by`'s word; null: nothing. */
const againstReferral = async (
  load: Load,
  by: Shopper,
  friend: string,
  currency: string,
): Promise<string | null> => {
  const there = await load(friend)
  if (there && isOnePerson(likeness(there, by, currency))) return 'same_person'
  let one: Shopper | null = by
  for (let n = 0; one?.referral && n < LONGEST_CHAIN; n++) {
    if (one.referral.by === friend) return 'circle'
    one = await load(one.referral.by)
  }
  return null
}

/** Whose word the friend came by, and what stands against it by now. */
export const withReferrer = async (
  store: Pick<Store, 'load'>,
  seal: Seal,
  what: EventOf<'referred'> | Extract<Happening, { kind: 'referred' }>,
  friend: string,
  currency: string,
): Promise<Happening> => {
  const load = loadFrom(store)
  const named = shopperOfToken(seal, what.token)
  const by = named === null ? null : await load(named)
  const against = by && (await againstReferral(load, by, friend, currency))
  return { kind: 'referred', token: what.token, by: by?.id ?? null, ...(against && { against }) }
}

export type Refer = (to: string, friend: string) => Promise<void>

/** Tells a shopper of the friend; what stands against it is looked at again: both have told more of themselves by now. */
export const createRefer =
  (
    store: Pick<Store, 'load'>,
    seal: Seal,
    clock: () => number,
    turns: Turns,
    currency: () => string,
  ): Refer =>
  async (to, friend) => {
    const load = loadFrom(store)
    const by = await load(to)
    // Erased meanwhile.
    if (!by) return
    const id = `referral:${friend}`
    const against = await againstReferral(load, by, friend, currency())
    const what = {
      ...({ kind: 'action_done', action: 'referral', about: friend } as const),
      ...(against && { against }),
    }
    await turns.run({ shopper: to, id, at: clock(), trust: 'fact', what, digest: seal.hmac('id', id) })
  }
