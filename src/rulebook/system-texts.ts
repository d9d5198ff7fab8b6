// The texts that the engine itself says, and what each is filled with beside TEXT_ARGS. Knows no words.

const CODE = ['code', 'until', 'terms']
const TERMS = ['value', 'minimum', 'has_minimum', 'up_to']
const AGENT = ['agent']

/** Without these a shopper would see a bare key. */
export const BOT_TEXTS: Readonly<Record<string, readonly string[]>> = {
  asked_back: [],
  stopped: [],
  greeting: [],
  thanks: [],
  unclear: [],
  code: CODE,
  code_again: CODE,
  code_replaced: CODE,
  code_problem: [],
  code_refused_expired: [],
  code_refused_revoked: [],
  code_refused_redeemed: [],
  code_refused_unknown: [],
  reminder: CODE,
  terms_percent: TERMS,
  terms_amount: TERMS,
  terms_shipping: TERMS,
  terms_points: TERMS,
  no_offer: [],
  declined: [],
  agent_coming: [],
  agent_silent: [],
  agents_away: ['back'],
  agent_joined: AGENT,
  agent_left: AGENT,
  agent_told: [],
  approved: AGENT,
  agent_declined: AGENT,
}

/** Those of `bot.` that a shop may leave out. */
export const OPTIONAL_ARGS: ReadonlySet<string> = new Set([
  ...[...CODE, ...TERMS, ...AGENT],
  ...['back', 'missing', 'reason'],
])

/** Buttons that the engine shows by itself. */
export const BOT_CHOICES: readonly string[] = ['price', 'shipping_cost', 'order_status', 'human']
