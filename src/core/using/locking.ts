// The shop keeps a code for one order for a limited time, so that no other order uses it meanwhile; and lets it go.
import { codeOf, write } from '../codes/code-life.ts'
import type { Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { hashOf } from '../stable-hash.ts'
import { answerCode } from './answer.ts'
import { holdOne } from './shared.ts'

/** The code to lock; of one for everybody this shopper's own use of it. null: refused, by `draft.reply`. */
const heldBy = (draft: Draft, event: EventOf<'lock'>): ReturnType<typeof holdOne> => {
  if (event.shared !== undefined) return holdOne(draft, event.shared, event.order)
  const code = event.own ? codeOf(draft, event.code) : null
  if (!code) draft.reply = { kind: 'refused', reason: 'not_found' }
  return code && { code, back: () => {} }
}

/**
 * Refused wherever using the code would be; the same order may lock again, for longer or shorter. A lock ends with
 * the code at the latest: it keeps others away and makes nothing live longer.
 */
export const askLock = (draft: Draft, event: EventOf<'lock'>): void => {
  const held = heldBy(draft, event)
  if (!held) return
  const { code, back } = held
  const { at } = draft
  const answer = answerCode({
    ...{ code, order: event.order, at, now: at },
    ...{ shopper: draft.shopper, shop: draft.now.shop },
  })
  if (!answer.valid) {
    back()
    draft.reply = { kind: 'refused', ...answer, reason: answer.reason }
    return
  }
  // Named by its event: a lock that was released is not the next one of the same order, also within a moment.
  const lock = {
    id: `${code.id}-lock${hashOf(event.id).toString(36)}`,
    order: event.order.id,
    until: Math.min(at + event.for, code.until),
  }
  write(draft, { ...code, lock })
  draft.reply = { kind: 'locked', lock: lock.id, until: lock.until, amount: answer.amount }
}

/** One that is over, or was released before, is as good as released. */
export const release = (draft: Draft, event: EventOf<'release'>): void => {
  const id = event.lock.slice(0, Math.max(0, event.lock.lastIndexOf('-lock')))
  const code = codeOf(draft, id)
  if (!code) {
    draft.reply = { kind: 'refused', reason: 'not_found' }
    return
  }
  const { lock, ...free } = code
  if (lock?.id === event.lock) write(draft, free)
  draft.reply = { kind: 'released', lock: event.lock }
}
