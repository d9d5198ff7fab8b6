// A message on our initiative that was made some time ago is judged once more when it leaves: a channel may have been
// down through the evening, and the shopper may have said stop, bought the cart or moved to another clock since.

import { isLive } from '../core/codes/code.ts'
import { mayContact } from '../core/contact/may-contact.ts'
import { readDocument } from '../core/document.ts'
import type { Shop } from '../core/shop.ts'
import type { Shopper } from '../core/shopper.ts'
import type { LeasedItem, Settlement } from '../ports/outbox.ts'
import type { EngineParts } from './engine-parts.ts'
import type { MessagePayload } from './payload.ts'

/** What the cap counted when the message was made is the message itself. */
const COUNTED = 'capped'

/** null: it may leave. An answer always may. `shopper` null: erased meanwhile. */
export const mayLeave = (
  shop: Shop,
  shopper: Shopper | null,
  { to, answer = true, purpose = 'marketing', code, goods }: MessagePayload,
  at: number,
): Settlement | null => {
  if (answer) return null
  if (!shopper) return { kind: 'lapsed', why: 'erased' }
  const against = mayContact({ shop, shopper, at }, to, purpose)
  if (against?.why === 'quiet')
    return { kind: 'retry', due: against.until ?? at, why: 'quiet', untried: true }
  if (against && against.why !== COUNTED) return { kind: 'lapsed', why: against.why }
  const shown = code && shopper.codes.find(({ id }) => id === code.id)
  if (shown && !isLive(shown, at)) return { kind: 'lapsed', why: 'code_over' }
  return goods && shopper.cart === null ? { kind: 'lapsed', why: 'cart_over' } : null
}

/** Who a shopper is by now: who was folded into another one since is that one. null: erased. */
export const createWhoIsNow = (store: Pick<EngineParts['store'], 'load'>) => {
  const whoIsNow = async (id: string): Promise<Shopper | null> => {
    const { document } = await store.load(id)
    const shopper = document === null ? null : readDocument(document)
    if (!shopper?.folded_into) return shopper
    return (shopper.folded_into.content as Shopper | undefined) ?? whoIsNow(shopper.folded_into.shopper)
  }
  return whoIsNow
}

/** Judges a mailing as it leaves; null: it may, or it is none. */
export const createNotNow = ({
  store,
  rulebooks,
  clock,
}: Pick<EngineParts, 'store' | 'rulebooks' | 'clock'>) => {
  const whoIsNow = createWhoIsNow(store)
  return async ({ kind, rank, hurried, shopper, payload }: LeasedItem): Promise<Settlement | null> => {
    if (kind !== 'message' || (rank === 0 && !hurried)) return null
    const now = await whoIsNow(shopper)
    return mayLeave(rulebooks.now().shop, now, JSON.parse(payload) as MessagePayload, clock())
  }
}
