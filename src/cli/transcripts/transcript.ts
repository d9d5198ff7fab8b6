// A transcript as a marketer writes it: what a shopper does, what the bot must answer. Shapes only; nothing runs here.
import { z } from 'zod'
import { PAGE_KINDS } from '../../core/hesitation/page-kinds.ts'
import { hours } from './hours.ts'

const sum = z.union([z.number(), z.string()])
const yes = z.union([z.literal(true), z.literal('yes')])

/** One thing in a cart; a bare sum is one nameless item. */
const goods = z.union([
  sum,
  z.strictObject({
    item: z.string(),
    price: sum,
    quantity: z.int().positive().default(1),
    title: z.string().optional(),
    category: z.string().optional(),
    on_sale: z.boolean().optional(),
  }),
])

const state = z.enum(['none', 'issued', 'redeemed', 'expired', 'revoked'])

/** The code that was shown last, or that of an offer. */
const code = z.union([z.boolean(), z.string()])
/** One of the shop's goods, as its catalogue tells it. */
const item = z.strictObject({
  item: z.string(),
  price: sum,
  title: z.string().optional(),
  category: z.string().optional(),
  stock: z.int().min(0).optional(),
  related: z.array(z.string()).optional(),
})

const order = z.union([
  sum,
  z.strictObject({
    total: sum,
    /** Paid with the code that was shown last. */
    code: code.default(false),
    shipping: sum.optional(),
  }),
])

/** `order`: its id, where it is not the next one; a shop asks for a code before it places the order. */
const use = z.union([
  sum,
  z.strictObject({ total: sum, code: z.string().optional(), order: z.string().optional() }),
])

const said = z.union([
  z.string(),
  z.strictObject({
    /** Words that the message holds, in any case, or the key of its text. */
    text: z.string().optional(),
    /** The ids of its buttons, in order. */
    choices: z.array(z.string()).optional(),
    /** Words of the terms that stand on its code, such as 15% off. */
    terms: z.string().optional(),
    /** The offer whose code it shows. */
    code: z.string().optional(),
    /** What it shows beside its words. */
    shows: z.enum(['cart', 'nothing']).optional(),
    /** The channel that it came by. */
    by: z.string().optional(),
  }),
])

const name = z.string().default('olena')

/** Terms other than the offer's own: a percentage or points as `value`, sums as `amount` and `up_to`. */
const terms = z.strictObject({
  value: z.number().optional(),
  amount: sum.optional(),
  up_to: sum.optional(),
  minimum: sum.optional(),
  valid: z.string().optional(),
  gift: z.string().optional(),
})

const agent = z.union([
  z.strictObject({ name, approve: z.string(), ceiling: sum.optional(), terms: terms.optional() }),
  z.strictObject({ name, decline: z.string() }),
  z.strictObject({ name, take_over: z.union([yes, z.strictObject({ from: z.string() })]) }),
  z.strictObject({ name, hand_back: yes }),
  z.strictObject({ name, close: yes }),
  z.strictObject({ name, send: z.string() }),
  z.strictObject({ name, note: z.string() }),
  z.strictObject({ name, issue: z.string(), campaign: z.string() }),
  z.strictObject({ name, revoke: z.string() }),
])

const traits = z.strictObject({
  language: z.enum(['ru', 'uk', 'en']).optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  birthday: z.string().optional(),
  region: z.string().optional(),
  device: z.string().optional(),
  source: z.string().optional(),
  points: z.int().optional(),
  address: z.string().optional(),
  device_id: z.string().optional(),
})

const clock = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)

/** These happen. */
export const HAPPENS = {
  /** A list is one message written in pieces. {code} stands for the code that was shown last. */
  shopper: z.union([z.string(), z.array(z.string()).min(2)]),
  press: z.string(),
  opens_chat: yes,
  /** Opens a signed link of this flow. */
  opens_link: z.string(),
  /** Opens the link that leads from where the shopper is to this channel, and goes on there. */
  goes_to: z.string(),
  views: z.string(),
  /** A kind of page is looked at, for so long; the clock goes on meanwhile. */
  looks_at: z.union([z.enum(PAGE_KINDS), z.strictObject({ page: z.enum(PAGE_KINDS), for: z.string() })]),
  adds: z.union([goods, z.array(goods)]),
  removes: z.string(),
  saves: goods,
  hesitates: z.string(),
  orders: order,
  /** The shop asks to use the code that was shown last on an order; unlike `orders` it may be refused. */
  redeems: use,
  cancels: z.literal('order'),
  /** How the latest order stands. */
  order_is: z.enum(['shipped', 'delivered', 'late', 'returned']),
  /** The shop heard a complaint, or settled it. */
  complaint: z.enum(['opened', 'closed']),
  signs_in: yes,
  subscribes: yes,
  /** An action, and what it was about; a friend's deeds are those of somebody who came by this shopper's word. */
  does: z.union([z.string(), z.strictObject({ action: z.string(), about: z.string() })]),
  /** Types this text at the till; unlike `redeems` it need not be a code that was shown. */
  types: z.strictObject({ code: z.string(), total: sum }),
  /** Somebody else types this at the till; {code} stands for the code that was shown last. */
  stranger: z.strictObject({ types: z.string(), total: sum }),
  /** Pays with points; it may be refused. */
  spends: z.union([z.int(), z.strictObject({ points: z.int(), order: z.string() })]),
  friend: z.union([
    z.enum(['comes', 'cancels']),
    z.strictObject({ orders: sum }),
    z.strictObject({ is: traits }),
  ]),
  is: traits,
  points_added: z.int(),
  points_expiring: z.strictObject({ points: z.int(), in: z.string() }),
  /** What the shop says of itself, forgotten after `for`. */
  signals: z.strictObject({
    warehouse_load: z.number().min(0).max(1).optional(),
    sales_volume: z.number().min(0).optional(),
    for: z.string().default('1d'),
  }),
  /** What the shop's catalogue says of its goods. */
  catalogue: z.union([item, z.array(item)]),
  agent,
  after: z.string(),
  /** Time passes until the shop's clock shows this. */
  at: clock,
} as const

/** These are expected. */
export const EXPECTED = {
  bot: said,
  ticket: z.string(),
  /** What the shopper's messages have brought along so far. */
  said: z.union([
    z.literal('nothing'),
    z.strictObject({
      quantity: z.int().optional(),
      /** With its currency: 1500 UAH. */
      sum: z.string().optional(),
      percent: z.int().optional(),
      /** The day, such as 2026-11-27. */
      by: z.string().optional(),
      /** The id of the goods that were named. */
      item: z.string().optional(),
    }),
  ]),
  /** The offer that the latest ticket suggests. */
  suggests: z.string(),
  /** The state of the latest code, or of the latest code of each offer. */
  code: z.union([state, z.record(z.string(), state)]),
  /** How many codes were issued so far. */
  codes: z.int(),
  refused: z.string(),
  /** The audiences for advertisers that the shopper is in, or none. */
  audience: z.string(),
  /** The balance of points. */
  points: z.int(),
  /** The level as at_least and below, the barrier, and words of what the desk would read. */
  hesitation: z.strictObject({
    at_least: z.number().optional(),
    below: z.number().optional(),
    reason: z.string().optional(),
    says: z.string().optional(),
  }),
  /** What the latest code took off its latest order. */
  took_off: sum,
  /** Words of what is noted with the latest code, such as a rung or a variant. */
  noted: z.string(),
  /** Words of the sentence that says why the latest code was given, as `winback explain` says it. */
  why: z.string(),
  /** Whether the latest enrolment has met its campaign's goal, or the latest in each campaign. */
  goal: z.union([z.enum(['met', 'open']), z.record(z.string(), z.enum(['met', 'open']))]),
} as const

export const LINES = { ...HAPPENS, ...EXPECTED } as const

export type LineKind = keyof typeof LINES
export type Lines = { readonly [K in LineKind]: z.output<(typeof LINES)[K]> }
export type Line = { [K in LineKind]: { readonly kind: K; readonly value: Lines[K] } }[LineKind]

/** What stands above the lines. */
export const HEAD = {
  transcript: z.string(),
  /** The shop's wall clock at the beginning. */
  at: clock.default('2026-11-23 10:00'),
  language: z.enum(['ru', 'uk', 'en']).optional(),
  /** The arm of the shopper in every campaign with a holdout. */
  arm: z.enum(['offer', 'holdout', 'shop_holdout']).default('offer'),
  /** The variant of the shopper in every experiment that has it; elsewhere the first one. */
  variant: z.string().optional(),
  /** When agents work, in place of what the shop says. */
  hours,
  /** Codes that lie in pools before it begins. */
  pools: z.record(z.string(), z.array(z.string())).default({}),
} as const
