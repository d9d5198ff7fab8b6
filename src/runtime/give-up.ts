// How long an item waits for another side that is down before it is given up: a message goes by another way soon where there
// is one, and waits the day where there is none. Knows nothing of why it is down.
import { isAddress, reachableAt } from '../core/reach.ts'
import type { LeasedItem } from '../ports/outbox.ts'
import type { EngineParts } from './engine-parts.ts'
import { createWhoIsNow } from './may-leave.ts'
import type { MessagePayload } from './payload.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Where the shopper can be reached elsewhere. */
const ELSEWHERE = 15 * MINUTE
const MESSAGE = DAY
/** A desk shows what stands on the ticket by then, so that nothing of it is too late. */
const TICKET = 7 * DAY

/** Whether it has waited long enough. What lapses does so by itself before. */
export const createGiveUp = (parts: Pick<EngineParts, 'store' | 'rulebooks' | 'clock'>) => {
  const { rulebooks, clock } = parts
  const whoIsNow = createWhoIsNow(parts.store)

  const isElsewhere = async ({ shopper, payload }: LeasedItem): Promise<boolean> => {
    const { to, say } = JSON.parse(payload) as MessagePayload
    // What an agent wrote, or what is for this address alone, goes by no other.
    if (!say) return false
    const now = await whoIsNow(shopper)
    const tried = [...(say.tried ?? []), to]
    return (
      now !== null &&
      reachableAt(rulebooks.now().shop, now).some(
        (one) =>
          one.channel !== to.channel &&
          !tried.some(isAddress(one)) &&
          (say.only?.includes(one.channel) ?? true),
      )
    )
  }

  return async (item: LeasedItem): Promise<boolean> => {
    const waited = clock() - item.due
    if (item.kind === 'strike') return false
    if (item.kind !== 'message') return waited > TICKET
    return waited > MESSAGE || (waited > ELSEWHERE && (await isElsewhere(item)))
  }
}
