// Addresses that take nothing from us any more, by their channel's word, and that do so again. Knows no channel.
import { change, type Draft } from './draft.ts'
import type { Address, EventOf } from './event.ts'
import { isAddress, isGone } from './reach.ts'

export const noteReachable = (draft: Draft, { address, can }: EventOf<'reachable'>): void => {
  const others = (draft.shopper.gone ?? []).filter((one) => !isAddress(address)(one))
  if (can && others.length === (draft.shopper.gone ?? []).length) return
  change(draft, { gone: can ? others : [...others, address] })
}

/** Whoever writes from it again can be written to. */
export const comeBack = (draft: Draft, from: Address): void => {
  const { gone } = draft.shopper
  if (draft.event.kind !== 'reachable' && gone && isGone(draft.shopper, from))
    change(draft, { gone: gone.filter((one) => !isAddress(from)(one)) })
}
