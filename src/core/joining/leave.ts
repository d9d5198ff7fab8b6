// "This is not me": an address that came by a link is taken off again. What was said stays where it was said; whoever
// is at that address is somebody new from then on.
import { change, type Draft, put } from '../draft.ts'
import type { Address } from '../event.ts'
import { isAddress } from '../reach.ts'
import { sayBot } from '../say.ts'
import type { Shopper } from '../shopper.ts'

/** So long after the join it can be said. */
const WITHIN = 7 * 86_400_000
const REMEMBERED = 20

export const isLeft = ({ left }: Pick<Shopper, 'left'>, address: Address): boolean =>
  left?.some(isAddress(address)) ?? false

/** What was taken off and is vouched for anew is the shopper's again. */
export const backAt = (draft: Draft, also: readonly Address[]): void => {
  const { left } = draft.shopper
  if (left && also.some((one) => isLeft(draft.shopper, one)))
    change(draft, { left: left.filter((one) => !also.some(isAddress(one))) })
}

/** False: there is nothing to take off. */
export const leave = (draft: Draft): boolean => {
  const { joined, addresses, left = [], reply_to, talks } = draft.shopper
  if (!joined || joined.at < draft.at - WITHIN) return false
  const isIt = isAddress(joined.address)
  draft.answering = true
  sayBot(draft, 'left', null, { to: joined.address })
  const others = addresses.filter((one) => !isIt(one))
  const elsewhere = reply_to && isIt(reply_to) ? null : reply_to
  const { joined: _, ...rest } = draft.shopper
  draft.shopper = rest
  change(draft, {
    addresses: others,
    reply_to: elsewhere,
    left: [...left.filter((one) => !isIt(one)), joined.address].slice(-REMEMBERED),
    talks: talks.map((talk) => (talk.at && isIt(talk.at) ? { ...talk, at: elsewhere } : talk)),
  })
  put(draft, { kind: 'leave', address: joined.address })
  put(draft, {
    kind: 'line',
    who: 'note',
    by: 'winback',
    text: '',
    did: { act: 'left', from: joined.address.channel },
  })
  return true
}
