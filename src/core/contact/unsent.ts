// The latest messages of ours that were not sent, or that wait, each with what stood against it: so that every one of
// them can be asked why. Knows no words.
import { change, type Draft } from '../draft.ts'
import type { Unsent, Why } from './against.ts'

const MOST = 8

const isSame = (a: Unsent, b: Unsent): boolean =>
  a.why === b.why && a.flow === b.flow && a.text === b.text && a.channel === b.channel

/** Of the same thing that fails again for the same reason only the latest is kept. */
export const noteUnsent = (draft: Draft, unsent: Omit<Unsent, 'at'>): void => {
  const news: Unsent = { at: draft.at, ...unsent }
  const others = (draft.shopper.unsent ?? []).filter((one) => !isSame(one, news))
  change(draft, { unsent: [...others, news].slice(-MOST) })
}

const WAITS: ReadonlySet<Why> = new Set(['quiet', 'snoozed'])

/** What waited for this flow, or with this text, waits no more: it goes out now, or is noted anew. */
export const noteWaited = (draft: Draft, what: string): void => {
  const { unsent } = draft.shopper
  const isIt = (one: Unsent) => WAITS.has(one.why) && (one.flow === what || one.text === what)
  if (unsent?.some(isIt)) change(draft, { unsent: unsent.filter((one) => !isIt(one)) })
}
