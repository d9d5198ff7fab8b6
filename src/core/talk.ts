// Talks of a shopper: kept, replaced, ended. At most one of them waits for an answer.
import { change, type Draft } from './draft.ts'
import type { Talk } from './shopper.ts'

export const keepTalk = (draft: Draft, talk: Talk): void =>
  change(draft, { talks: [...draft.shopper.talks.filter((kept) => kept.enrolment !== talk.enrolment), talk] })

export const endTalk = (draft: Draft, talk: Talk): void =>
  change(draft, { talks: draft.shopper.talks.filter((kept) => kept.enrolment !== talk.enrolment) })

/** The talk that waits for the shopper's answer; null where none does. */
export const asking = (draft: Draft): Talk | null =>
  draft.shopper.talks.find((talk) => talk.waits === 'answer') ?? null

/** Until when this talk's question waits, ms since 1970: another one is being asked. null: it may be put. */
export const askedUntil = (draft: Draft, talk: Talk): number | null => {
  const other = asking(draft)
  return other && other.enrolment !== talk.enrolment ? Math.max(other.until, draft.at) : null
}

/** The talk that waits for an agent's decision on this ticket, or on any. */
export const withAgent = (draft: Draft): Talk | null =>
  draft.shopper.talks.find((talk) => talk.waits === 'agent') ?? null
