// A transcript as a marketer writes it: what a shopper does, what the bot must answer. Shapes only; nothing runs here.
import { z } from 'zod'
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
  }),
])

const order = z.union([
  sum,
  z.strictObject({
    total: sum,
    /** Paid with the code that was shown last. */
    code: z.boolean().default(false),
    shipping: sum.optional(),
  }),
])

const said = z.union([
  z.string(),
  z.strictObject({
    /** Words that the message holds, in any case, or the key of its text. */
    text: z.string().optional(),
    /** The ids of its buttons, in order. */
    choices: z.array(z.string()).optional(),
    /** The offer whose code it shows. */
    code: z.string().optional(),
    /** What it shows beside its words. */
    shows: z.enum(['cart', 'nothing']).optional(),
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
  birthday: z.string().optional(),
  region: z.string().optional(),
  device: z.string().optional(),
  source: z.string().optional(),
  points: z.int().optional(),
})

const clock = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)

/** These happen. */
export const HAPPENS = {
  /** A list is one message written in pieces. {code} stands for the code that was shown last. */
  shopper: z.union([z.string(), z.array(z.string()).min(2)]),
  press: z.string(),
  opens_chat: yes,
  views: z.string(),
  adds: z.union([goods, z.array(goods)]),
  removes: z.string(),
  saves: goods,
  hesitates: z.string(),
  orders: order,
  /** The shop asks to use the code that was shown last on an order; unlike `orders` it may be refused. */
  redeems: sum,
  cancels: z.literal('order'),
  signs_in: yes,
  subscribes: yes,
  does: z.string(),
  is: traits,
  points_added: z.int(),
  points_expiring: z.strictObject({ points: z.int(), in: z.string() }),
  agent,
  after: z.string(),
  /** Time passes until the shop's clock shows this. */
  at: clock,
} as const

/** These are expected. */
export const EXPECTED = {
  bot: said,
  ticket: z.string(),
  /** The state of the latest code. */
  code: z.enum(['none', 'issued', 'redeemed', 'expired', 'revoked']),
  /** How many codes were issued so far. */
  codes: z.int(),
  refused: z.string(),
  /** Words of what is noted with the latest code, such as a rung or a variant. */
  noted: z.string(),
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
} as const
