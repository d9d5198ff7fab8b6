// What a signed link to a cart gives, and to whom: the goods to whoever opens it, the code to the shopper, or to the
// first other browser that it was opened in (docs/decisions/0020).
import { isLive } from '../core/codes/code.ts'
import { termsText } from '../core/codes/code-card.ts'
import type { Address } from '../core/event.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Carts } from '../ports/carts.ts'
import { type Links, readAbout } from '../ports/links.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { createBearers } from '../runtime/bearers.ts'
import type { Engine } from '../runtime/engine.ts'
import { cartMark } from '../runtime/message-links.ts'

export const createCarts = (parts: {
  readonly engine: () => Engine
  readonly store: Pick<Store, 'claim' | 'owners'>
  readonly seal: Seal
  readonly links: Links
  readonly clock: () => number
}): Carts => {
  const { engine, seal, links, clock } = parts
  const bearers = createBearers(parts.store, seal)

  /** The shopper whose cart it is, as long as it is that cart. */
  const find = async (token: string): Promise<Shopper | null> => {
    const link = links.open(token, clock())
    if (link?.use !== 'cart') return null
    const { shopper: id, what } = readAbout(link.about)
    const shopper = await engine().shopper(id)
    return shopper?.cart && cartMark(seal, shopper.cart.id) === what ? shopper : null
  }

  const whose = async (addresses: readonly Address[]): Promise<string | null> => {
    for (const address of addresses) {
      const found = await engine().find(address)
      if (found !== null) return found
    }
    return null
  }

  const mayHave = async (code: string, owner: Shopper, openers: readonly Address[]): Promise<boolean> => {
    const who = await whose(openers)
    if (who === owner.id) return true
    const browser = openers.find(({ channel }) => channel === 'web')
    // Somebody whom the shop knows by name is somebody else.
    const isNamed = openers.some(({ channel }) => channel === 'user')
    const known = who === null ? null : await engine().shopper(who)
    if (!browser || isNamed || known?.addresses.some(({ channel }) => channel === 'user')) return false
    return bearers.bind(code, browser)
  }

  return {
    isOpen: async (token) => (await find(token)) !== null,
    restore: async (token, openers, lang) => {
      const shopper = await find(token)
      if (!shopper?.cart) return null
      const rulebook = engine().rulebook()
      const said = lang ?? rulebook.shop.languages[0] ?? 'en'
      const code = shopper.codes.findLast((one) => isLive(one, clock()) && !one.terms.bonus)
      const given = code && (await mayHave(code.id, shopper, openers)) ? code : null
      return {
        lines: shopper.cart.lines,
        code: given && {
          text: seal.open(given.sealed, given.id),
          terms: rulebook.text(termsText(given.terms), said),
          until: given.until,
        },
        withheld: code !== undefined && given === null,
      }
    },
  }
}
