// The facts that a rule may ask for and their types. The rulebook checks rules against it; facts.ts fills it.

export type FactType = 'money' | 'int' | 'number' | 'string' | 'bool' | 'strings'

/** root -> field -> type. `segment.NAME` and the shop's own `shop.NAME` are added by the rulebook. */
export const FACT_SCHEMA = {
  cart: {
    total: 'money',
    count: 'int',
    lines: 'int',
    items: 'strings',
    categories: 'strings',
    age_minutes: 'int',
    discussed: 'bool',
    on_sale: 'int',
    only_on_sale: 'bool',
    missing_to_free_delivery: 'money',
    new_categories: 'strings',
    related: 'strings',
    least_stock: 'int',
  },
  orders: {
    count: 'int',
    sum: 'money',
    mean: 'money',
    first: 'money',
    last: 'money',
    days_since_last: 'int',
    days_since_first: 'int',
    cancelled: 'int',
    late: 'int',
    returned: 'int',
    with_code: 'int',
    code_share: 'number',
  },
  order: {
    total: 'money',
    count: 'int',
    items: 'strings',
    categories: 'strings',
    new_categories: 'strings',
  },
  rfm: { recency: 'int', frequency: 'int', money: 'int' },
  visits: { count: 'int', views: 'int', days_since_last: 'int', days_away: 'int', days_known: 'int' },
  interests: { bought: 'strings', looked: 'strings', related: 'strings' },
  said: {
    quantity: 'int',
    sum: 'money',
    currency: 'string',
    percent: 'int',
    by: 'string',
    days_left: 'int',
    item: 'string',
    items: 'strings',
  },
  saved: { count: 'int', items: 'strings', least_stock: 'int' },
  codes: { live: 'int', issued: 'int', redeemed: 'int', expired: 'int', habit: 'string' },
  points: { balance: 'int', added: 'int', expiring: 'int', days_left: 'int' },
  shopper: {
    language: 'string',
    region: 'string',
    device: 'string',
    source: 'string',
    channel: 'string',
    known: 'bool',
    days_known: 'int',
    days_to_birthday: 'int',
  },
  abandoned: { count: 'int' },
  hesitation: { level: 'number', reason: 'string' },
  session: { buys: 'number' },
  trouble: { late: 'bool', complaint: 'bool' },
  warehouse: { load: 'number' },
  sales: { volume: 'number' },
  now: {
    hour: 'int',
    day: 'int',
    month: 'int',
    weekday: 'string',
    season: 'string',
    holiday: 'bool',
    days_to_holiday: 'int',
    next_holiday: 'string',
  },
} as const satisfies Record<string, Record<string, FactType>>

/** Every fact of a group, as rules write it. */
export const ALL_PATHS: readonly string[] = Object.entries(FACT_SCHEMA).flatMap(([root, fields]) =>
  Object.keys(fields).map((field) => `${root}.${field}`),
)

/** Facts that stand by themselves. Variables that a flow asks `into` or `set`s are added by the rulebook. */
export const PLAIN_FACTS = {
  reason: 'string',
  message: 'string',
  sign: 'string',
  action: 'string',
  refused: 'string',
} as const satisfies Record<string, FactType>
