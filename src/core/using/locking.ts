// The shop keeps a code for one order for a limited time, so that no other order uses it meanwhile; and lets it go.
import { codeOf, write } from '../code-life.ts'
import type { Draft } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { answerCode } from './answer.ts'

/**
 * Refused wherever using the code would be; the same order may lock again, for longer or shorter. A lock ends with
 * the code at the latest: it keeps others away and makes nothing live longer.
 */
export const askLock = (draft: Draft, event: EventOf<'lock'>): void => {
  const code = codeOf(draft, event.code)
  if (!code || !event.own) {
    draft.reply = { kind: 'refused', reason: 'not_found' }
    return
  }
  const { at } = draft
  const answer = answerCode({
    ...{ code, order: event.order, at, now: at },
    ...{ shopper: draft.shopper, shop: draft.now.shop },
  })
  if (!answer.valid) {
    draft.reply = { kind: 'refused', ...answer, reason: answer.reason }
    return
  }
  // Named by its moment: a lock that was released is not the next one of the same order.
  const lock = {
    id: `${code.id}-lock${at}`,
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
