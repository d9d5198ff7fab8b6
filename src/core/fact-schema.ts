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
  },
  orders: {
    count: 'int',
    sum: 'money',
    mean: 'money',
    last: 'money',
    days_since_last: 'int',
    days_since_first: 'int',
    cancelled: 'int',
  },
  order: { total: 'money', count: 'int', items: 'strings', categories: 'strings' },
  visits: { views: 'int', days_since_last: 'int', days_known: 'int' },
  saved: { count: 'int', items: 'strings' },
  codes: { live: 'int', issued: 'int', redeemed: 'int', expired: 'int' },
  points: { balance: 'int', added: 'int', expiring: 'int', days_left: 'int' },
  shopper: {
    language: 'string',
    region: 'string',
    device: 'string',
    source: 'string',
    channel: 'string',
    known: 'bool',
  },
  abandoned: { count: 'int' },
  now: { hour: 'int', day: 'int', month: 'int', weekday: 'string' },
} as const satisfies Record<string, Record<string, FactType>>

/** Facts that stand by themselves. Variables that a flow asks `into` or `set`s are added by the rulebook. */
export const PLAIN_FACTS = {
  reason: 'string',
  message: 'string',
  sign: 'string',
  action: 'string',
  refused: 'string',
} as const satisfies Record<string, FactType>
