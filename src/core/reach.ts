// Where a shopper can be written to. An address is where somebody is known; a channel is what carries a message there,
// and which channels there are the shop says. Knows no SDK.
import type { Address } from './event.ts'
import { plainPhone } from './person/phone.ts'
import type { Shop } from './shop.ts'
import type { Shopper } from './shopper.ts'

/** Addresses of the shop's own kind: they say who somebody is; a shop that names no channels sends nothing there. */
const SILENT = new Set(['user', 'order', 'email', 'phone'])

/** `currency` tells the country of a telephone that is written for inside it. */
type Reach = Pick<Shop, 'channels'> & { readonly currency?: string }

const isOpen = (shop: Pick<Shop, 'channels'>, { channel }: Address): boolean =>
  shop.channels ? shop.channels.includes(channel) : !SILENT.has(channel)

export const isAddress =
  (one: Address) =>
  ({ channel, id }: Address): boolean =>
    channel === one.channel && id === one.id

/** By its channel's word it takes nothing from us any more. */
export const isGone = ({ gone }: Pick<Shopper, 'gone'>, address: Address): boolean =>
  gone?.some(isAddress(address)) ?? false

/** The telephone on the shop's word, as the channel `sms` reaches it: in E.164. */
export const phoneOf = ({ currency = '' }: Reach, { traits, told }: Shopper): readonly Address[] => {
  const number = traits.phone && told?.traits !== undefined ? plainPhone(traits.phone, currency) : null
  return number === null ? [] : [{ channel: 'sms', id: `+${number}` }]
}

/** A letter is the last resort: somebody who can be chatted with is not mailed. */
const isLetter = ({ channel }: Address): boolean => channel === 'email' || channel === 'sms'

/** Every address that can be written to, the best last: chats before letters, and of each the latest. */
export const reachableAt = (shop: Reach, shopper: Shopper): readonly Address[] => {
  const phone = shop.channels ? phoneOf(shop, shopper) : []
  const open = [...phone, ...shopper.addresses].filter(
    (address) => isOpen(shop, address) && !isGone(shopper, address),
  )
  return [...open.filter(isLetter), ...open.filter((address) => !isLetter(address))]
}

/** Where this shopper is written to: where it wrote from last, else the latest address that can be reached. */
export const reachAt = (shop: Reach, shopper: Shopper): Address | null =>
  (shopper.reply_to && !isGone(shopper, shopper.reply_to) ? shopper.reply_to : null) ??
  reachableAt(shop, shopper).at(-1) ??
  null

/** The address on the first of these channels that reaches the shopper; null where none does. */
export const reachBy = (shop: Reach, shopper: Shopper, channels: readonly string[]): Address | null => {
  const all = reachableAt(shop, shopper)
  for (const channel of channels) {
    const found = all.findLast((address) => address.channel === channel)
    if (found) return found
  }
  return null
}

/** The same on a channel that is wished for, where the shopper has an address there. */
export const reachIn = (shop: Reach, shopper: Shopper, channel: string | undefined): Address | null =>
  (channel && reachBy(shop, shopper, [channel])) || reachAt(shop, shopper)
