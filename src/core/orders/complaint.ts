// A complaint of a shopper: opened by what was said or by the shop, closed by whoever settles it.
import { change, type Draft } from '../draft.ts'

/** One that is made again is a new one: its time runs from now. */
export const openComplaint = (draft: Draft): void => change(draft, { complaint: { since: draft.event.at } })

export const closeComplaint = (draft: Draft): void => {
  const { complaint: _, ...rest } = draft.shopper
  draft.shopper = rest
}
