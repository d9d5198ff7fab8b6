// Keeps what messages bring along while it is talked about, and forgets it with the order.
import { change, type Draft } from './draft.ts'
import type { Found } from './found.ts'
import { saidNow, withoutSaid } from './said.ts'

/** The message's finds go over what was said before, each by itself. */
export const noteSaid = (draft: Draft, found: Found | undefined): void => {
  if (!found) return
  change(draft, { said: { ...saidNow(draft.shopper, draft.at), ...found, at: draft.at } })
}

/** For a ticket that is about to be opened. */
export const saidFor = (draft: Draft): { readonly said?: Found } => {
  const { at: _, ...said } = saidNow(draft.shopper, draft.at) ?? { at: 0 }
  return Object.keys(said).length > 0 ? { said } : {}
}

/** An order, or a word to stop, ends what was said. */
export const forgetSaid = (draft: Draft): void => {
  if (draft.shopper.said) draft.shopper = withoutSaid(draft.shopper)
}
