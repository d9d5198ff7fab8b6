// What a message carries beside its words: its subject, and the cart that it is about. Knows no channel.
import { isAboutTheCart } from '../core/cart/about-the-cart.ts'
import type { Effect } from '../core/effect.ts'
import type { Rulebooks } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import { type Guarding, guardedText } from './guarding.ts'
import type { MessagePayload } from './payload.ts'

type Say = Extract<Effect, { kind: 'say' }>

/** `come_back.bonus` has its subject under `come_back.bonus_subject`. */
export const subjectKey = (key: string): string => `${key}_subject`

/** Goods are shown, a code stands beside a cart, or the talk is about the cart and begins by itself. */
const cartOf = (say: Say, shopper: Shopper, { now }: Rulebooks): string | null => {
  const { cart, enrolments } = shopper
  if (!cart) return null
  const campaign = enrolments.find(({ id }) => id === say.enrolment)?.campaign
  const about = !say.answer && campaign !== undefined && isAboutTheCart(now, campaign)
  return say.message.goods || say.message.code || about ? cart.id : null
}

export const besideText = (
  say: Say,
  shopper: Shopper,
  rulebooks: Rulebooks,
  guarding: Guarding,
): Pick<MessagePayload, 'subject' | 'cart'> => {
  const rulebook = rulebooks.pinned[say.rulebook] ?? rulebooks.now
  const key = subjectKey(say.message.text.key)
  const lang = shopper.lang ?? shopper.traits.language ?? rulebook.shop.languages[0] ?? 'en'
  const ref = { key, args: say.message.text.args }
  const cart = cartOf(say, shopper, rulebooks)
  return {
    ...(say.words === undefined &&
      rulebook.hasText(key) && { subject: guardedText(ref, shopper, rulebook, lang, guarding) }),
    ...(cart !== null && { cart }),
  }
}
