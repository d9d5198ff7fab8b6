// The texts that the engine itself says, and what each is filled with beside TEXT_ARGS. Knows no words.

const CODE = ['code', 'until', 'terms']
const TERMS = ['value', 'minimum', 'has_minimum', 'up_to']
const AGENT = ['agent']

/** Without these a shopper would see a bare key. */
export const BOT_TEXTS: Readonly<Record<string, readonly string[]>> = {
  asked_back: [],
  stopped: [],
  resumed: [],
  snoozed: ['until'],
  greeting: [],
  thanks: [],
  unclear: [],
  code: CODE,
  code_again: CODE,
  code_many: [...CODE, 'uses'],
  code_for_all: CODE,
  code_replaced: CODE,
  code_problem: [],
  code_shared: ['minimum', 'has_minimum'],
  code_refused_expired: [],
  code_refused_revoked: [],
  code_refused_redeemed: [],
  code_refused_unknown: [],
  reminder: CODE,
  terms_percent: TERMS,
  terms_amount: TERMS,
  terms_shipping: TERMS,
  terms_points: TERMS,
  terms_gift: [...TERMS, 'gift'],
  terms_on_saved_items: [],
  terms_on_related_goods: [],
  terms_on_new_category: [],
  terms_on_goods: ['goods'],
  terms_not_on_sale: [],
  terms_with_goods: ['goods', 'has_goods', 'count'],
  terms_first_order: [],
  terms_days_hours: ['days', 'has_days', 'hours', 'has_hours'],
  terms_uses: ['uses'],
  terms_stacks: [],
  bonus: CODE,
  bonus_used: ['value', 'order'],
  bonus_points: ['value', 'order'],
  no_offer: [],
  declined: [],
  agent_coming: [],
  agent_asked: [],
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
  ...[
    'back',
    'missing',
    'reason',
    'gift',
    'goods',
    'has_goods',
    'count',
    'days',
    'has_days',
    'hours',
    'has_hours',
  ],
  ...['uses', 'order'],
])

/** Buttons that the engine shows by itself. */
export const BOT_CHOICES: readonly string[] = ['price', 'shipping_cost', 'order_status', 'human']
