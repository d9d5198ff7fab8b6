// What each sign of hesitation weighs, which barrier it points to, and whose finding that is: the one table. A weight
// is in points; see level.ts. docs/HESITATION.md shows the same table to people, and a test holds the two together.
import type { Reason } from '../meaning.ts'

export type SignAbout = {
  /** Points for each time, fading with time. */
  readonly weight: number
  /** Counted at most so often within the time that it fades: no page can push the level up by repeating itself. */
  readonly most: number
  /** The barrier that it points to; null where it may be any. */
  readonly barrier: Reason | null
  /** Where the direction comes from. That a weight is so large and not larger is our judgement throughout. */
  readonly source: string
}

const KUKAR_KINNEY =
  'Kukar-Kinney and Close 2010 (J. of the Academy of Marketing Science 38): concern about the cost, and waiting for a lower price, go with carts left'
const RAJAMMA =
  'Rajamma, Paswan and Hossain 2009 (J. of Product & Brand Management 18): inconvenience and risk felt at the till go with carts left'
const OLIVER =
  'Oliver and Shor 2003 (J. of Product & Brand Management 12): an empty field for a code makes the price seem less fair and fewer finish, in an experiment'
const LEWIS =
  'Lewis, Singh and Fay 2006 (Marketing Science 25): shipping fees move whether people order and how much'
const WOOD =
  'Wood 2001 (J. of Marketing Research 38): terms of return weigh in both stages of deciding from afar'
const CHO =
  'Cho, Kang and Cheon 2006 (CyberPsychology & Behavior 9): comparing and looking for more information go with hesitation'
const MOE =
  'Moe 2003 (J. of Consumer Psychology 13): the same goods looked at again mark deliberation, which may as well end in buying'
const DHAR =
  'Dhar 1997 (J. of Consumer Research 24): alternatives about as good as each other put the choice off'
const HUANG =
  'Huang, Korfiatis and Chang 2018 (J. of Business Research 85): ambivalence leads to hesitation at the till, and that to leaving'
const CLOSE =
  'Close and Kukar-Kinney 2010 (J. of Business Research 63): carts are also kept as lists for later'
const RETURNING =
  'Kukar-Kinney et al. 2022 (J. of the Academy of Marketing Science 50): who returns to a cart leaves it less often, so that this is hardly a sign'
const OURS = 'our judgement'

export const SIGN_TABLE = {
  exit_intent: { weight: 0.5, most: 3, barrier: null, source: OURS },
  tab_left: { weight: 0.35, most: 3, barrier: 'competitor', source: CHO },
  idle_at_checkout: { weight: 0.6, most: 2, barrier: 'checkout', source: HUANG },
  checkout_back: { weight: 0.6, most: 3, barrier: 'checkout', source: RAJAMMA },
  long_checkout: { weight: 0.4, most: 2, barrier: 'checkout', source: RAJAMMA },
  code_field_tried: { weight: 0.4, most: 2, barrier: 'price', source: OLIVER },
  coupon_entered: { weight: 0.2, most: 2, barrier: 'price', source: OLIVER },
  coupon_denied: { weight: 0.7, most: 3, barrier: 'price', source: OLIVER },
  cart_line_removed: { weight: 0.35, most: 3, barrier: 'price', source: KUKAR_KINNEY },
  long_cart: { weight: 0.3, most: 2, barrier: 'price', source: KUKAR_KINNEY },
  delivery_read: { weight: 0.25, most: 1, barrier: 'shipping_cost', source: LEWIS },
  delivery_again: { weight: 0.5, most: 4, barrier: 'shipping_cost', source: LEWIS },
  returns_read: { weight: 0.25, most: 1, barrier: 'returns', source: WOOD },
  returns_again: { weight: 0.4, most: 4, barrier: 'returns', source: WOOD },
  payment_again: { weight: 0.4, most: 4, barrier: 'payment', source: OURS },
  size_table: { weight: 0.3, most: 4, barrier: 'fit', source: OURS },
  comparing: { weight: 0.25, most: 4, barrier: 'fit', source: DHAR },
  same_product_again: { weight: 0.2, most: 4, barrier: 'not_ready', source: MOE },
  long_product: { weight: 0.15, most: 3, barrier: 'fit', source: CHO },
  saved_for_later: { weight: 0.2, most: 2, barrier: 'not_ready', source: CLOSE },
  came_back_to_cart: { weight: 0.1, most: 1, barrier: 'not_ready', source: RETURNING },
  other_sign: { weight: 0.3, most: 2, barrier: null, source: OURS },
} as const satisfies Record<string, SignAbout>

export type SignName = keyof typeof SIGN_TABLE

export const SIGN_NAMES = Object.keys(SIGN_TABLE) as readonly SignName[]

export const aboutSign = (name: SignName): SignAbout => SIGN_TABLE[name]

/** Points fade to half in this time, ms. */
export const HALF_LIFE = 20 * 60_000

/** A page is looked at for long from so many seconds on. Our judgement: twice and more the usual stay on such a page. */
export const LONG = { product: 180, cart: 60, checkout: 180 } as const
