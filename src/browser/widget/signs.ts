// Signs that a shopper wavers, as this page sees them. They are hints: the server's flows decide what comes of one.
import type { CartKnown } from './cart-known.ts'
import { isCodeField, showsCheckout } from './code-field.ts'
import type { Kept } from './kept.ts'

/** Sent as `Hesitated` with `properties.sign`; flows read it as `sign`. Each at most once on a page. */
export const SIGNS = [
  /** The pointer leaves through the top; by touch a quick scroll back up, or the way back out of the checkout. */
  'exit_intent',
  /** Another tab or another app, while something is in the cart. */
  'tab_left',
  /** At the checkout, and nothing moves. */
  'idle_at_checkout',
  /** Something was taken out of the cart. */
  'cart_line_removed',
  /** A field for a promo code was entered. */
  'code_field_tried',
] as const

export type Sign = (typeof SIGNS)[number]

/** Two signs are this far apart, over all pages of a tab: who wavers is noticed once, not followed about. */
const QUIET_FOR = 3 * 60_000
/** A pointer that passes the top in the first moments only came from the address bar. */
const ARMED_AFTER = 4_000
/** A look at another tab to compare or to answer a message is shorter. */
const LEFT_FOR = 8_000
/** Filling in a form has pauses; this long without a move is more than one. */
const IDLE_FOR = 45_000
/** So far up within so short a time is a wish to leave, not reading; only from below the first screen. */
const SCROLLED = 500
const SCROLL_TIME = 250

export const watchSigns = (
  kept: Kept,
  cart: CartKnown,
  send: (sign: Sign) => void,
): ((sign: Sign) => void) => {
  const sent = new Set<Sign>()
  const begun = Date.now()
  const sign = (name: Sign): void => {
    const last = Number(kept.tab.get('sign') ?? 0)
    if (sent.has(name) || Date.now() - last < QUIET_FOR) return
    sent.add(name)
    kept.tab.put('sign', String(Date.now()))
    send(name)
  }
  const isPaying = (): boolean => cart.isPaying() || showsCheckout()
  const leaves = (): void => {
    if (!cart.isEmpty() && Date.now() - begun > ARMED_AFTER) sign('exit_intent')
  }

  document.addEventListener('mouseout', (event) => {
    if (event.relatedTarget === null && event.clientY <= 0) leaves()
  })
  const byTouch = matchMedia('(pointer: coarse)').matches
  if (byTouch) {
    let from = { at: 0, y: 0 }
    addEventListener(
      'scroll',
      () => {
        const now = { at: Date.now(), y: scrollY }
        if (now.y > from.y || now.at - from.at > SCROLL_TIME) from = now
        else if (from.y > innerHeight && from.y - now.y > SCROLLED) leaves()
      },
      { passive: true },
    )
    addEventListener('popstate', () => isPaying() && leaves())
  }

  let left = 0
  const away = (): void => {
    if (left > 0 && Date.now() - left >= LEFT_FOR && !cart.isEmpty()) sign('tab_left')
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      // A phone stops timers meanwhile: the sign is sent on coming back.
      away()
      left = 0
    } else if (left === 0) {
      left = Date.now()
      setTimeout(away, LEFT_FOR)
    }
  })
  // A link to the next page hides this one too, and is no leaving.
  addEventListener('pagehide', () => {
    left = Number.POSITIVE_INFINITY
  })
  addEventListener('pageshow', () => {
    left = 0
  })

  let idle = 0
  const moved = (): void => {
    clearTimeout(idle)
    idle = window.setTimeout(() => {
      if (!document.hidden && isPaying()) sign('idle_at_checkout')
    }, IDLE_FOR)
  }
  for (const move of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'visibilitychange'])
    document.addEventListener(move, moved, { passive: true, capture: true })
  moved()

  const tried = (event: Event): void => {
    const [field] = event.composedPath()
    // A field that the page itself has put the focus into was not tried by anybody.
    const byHand = event.type === 'input' || navigator.userActivation?.hasBeenActive !== false
    if (field instanceof Element && byHand && isCodeField(field)) sign('code_field_tried')
  }
  document.addEventListener('focusin', tried)
  document.addEventListener('input', tried)
  return sign
}
