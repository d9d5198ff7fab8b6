// The signed addresses that one message carries: made when it leaves, the same at each try, kept nowhere.
import type { MessageLinks } from '../ports/channel.ts'
import { aboutText, type Links } from '../ports/links.ts'
import type { LeasedItem } from '../ports/outbox.ts'
import type { Seal } from '../ports/seal.ts'
import type { MessagePayload } from './payload.ts'

const DAY = 86_400_000
/** A cart without a code is of use for so long. */
const CART_LASTS = 14 * DAY
const ANSWER_LASTS = 7 * DAY
/** Whoever finds an old letter can still end the letters. */
const STOP_LASTS = 400 * DAY

export type MakeLinks = (item: LeasedItem, payload: MessagePayload) => MessageLinks

/** A short mark of one cart: a link restores this one and no later one. Not secret; the link is signed. */
export const cartMark = (seal: Pick<Seal, 'hmac'>, cart: string): string =>
  seal
    .hmac('id', `cart:${cart}`)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 7)

/** `url`: ours, as shoppers reach it. `restores`: whether the shop has a page that takes a cart back. */
export const createMessageLinks = (parts: {
  readonly links: Links
  readonly seal: Pick<Seal, 'hmac'>
  readonly url: () => string
  readonly restores: () => boolean
}): MakeLinks => {
  const { links, seal, url } = parts
  /** null: the channel's name leaves no room in a link. */
  const make = (
    ...[use, shopper, what, until]: readonly ['cart' | 'answer' | 'stop', string, string, number]
  ) => {
    const about = aboutText(shopper, what)
    return about.length > 27 ? null : links.make({ use, about, until })
  }
  return ({ shopper, due }, { to, cart, code, choices, answer = true }) => {
    const base = url()
    const token =
      cart !== undefined && parts.restores()
        ? make('cart', shopper, cartMark(seal, cart), code?.until ?? due + CART_LASTS)
        : null
    const said = choices.length > 0 ? make('answer', shopper, to.channel, due + ANSWER_LASTS) : null
    const stop = answer ? null : make('stop', shopper, to.channel, due + STOP_LASTS)
    return {
      ...(token && { cart: `${base}/c/${token}` }),
      ...(said && { answer: `${base}/hooks/answer/${said}` }),
      ...(stop && { stop: `${base}/hooks/stop/${stop}` }),
    }
  }
}
