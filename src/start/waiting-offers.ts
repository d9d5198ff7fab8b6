// Live codes of one shopper with their texts, for the shop's own server: what a code needs to be shown beside it.
import { isLive } from '../core/codes/code.ts'
import { termsText } from '../core/codes/code-card.ts'
import { aboutText, type Links } from '../ports/links.ts'
import type { Seal } from '../ports/seal.ts'
import type { WaitingOffers } from '../ports/waiting-offers.ts'
import type { Engine } from '../runtime/engine.ts'
import { cartMark } from '../runtime/message-links.ts'

export const createWaitingOffers = (parts: {
  readonly engine: () => Engine
  readonly seal: Seal
  readonly links: Links
  readonly clock: () => number
  readonly url: () => string
  readonly page: () => string | null
}): WaitingOffers => {
  const { engine, seal, links, clock, url, page } = parts
  return {
    of: async (id, wanted) => {
      const shopper = await engine().shopper(id)
      if (!shopper) return null
      const now = clock()
      const rulebook = engine().rulebook()
      const lang = wanted ?? shopper.lang ?? shopper.traits.language ?? rulebook.shop.languages[0] ?? 'en'
      const linkTo = (until: number): string | null =>
        shopper.cart && page() !== null
          ? `${url()}/c/${links.make({ use: 'cart', about: aboutText(shopper.id, cartMark(seal, shopper.cart.id)), until })}`
          : null
      return shopper.codes
        .filter((code) => isLive(code, now))
        .sort((a, b) => a.until - b.until)
        .map((code) => ({
          ...{ offer: code.offer, campaign: code.campaign, issued: code.issued, until: code.until },
          code: code.terms.bonus ? null : seal.open(code.sealed, code.id),
          terms: rulebook.text(termsText(code.terms), lang),
          minimum: code.terms.minimum,
          locked: code.lock !== undefined && code.lock.until > now,
          cart: linkTo(code.until),
        }))
    },
  }
}
