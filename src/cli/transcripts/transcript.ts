// A transcript as a marketer writes it: what a shopper does, what the bot must answer. Shapes only; nothing runs here.
import { z } from 'zod'

const sum = z.union([z.number(), z.string()])

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
  z.strictObject({ total: sum, code: z.boolean().default(false), shipping: sum.optional() }),
])

const said = z.union([
  z.string(),
  z.strictObject({
    /** Words that the message holds, in any case. */
    text: z.string().optional(),
    /** The ids of its buttons, in order. */
    choices: z.array(z.string()).optional(),
    /** The offer whose code it shows. */
    code: z.string().optional(),
  }),
])

const agent = z.union([
  z.strictObject({ name: z.string().default('olena'), approve: z.string(), ceiling: sum.optional() }),
  z.strictObject({ name: z.string().default('olena'), decline: z.string() }),
  z.strictObject({ name: z.string().default('olena'), take_over: z.literal(true) }),
  z.strictObject({ name: z.string().default('olena'), hand_back: z.literal(true) }),
  z.strictObject({ name: z.string().default('olena'), send: z.string() }),
  z.strictObject({ name: z.string().default('olena'), note: z.string() }),
  z.strictObject({ name: z.string().default('olena'), issue: z.string(), campaign: z.string() }),
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

/** Each line is one of these. The first group happens, the second is expected. */
export const LINES = {
  shopper: z.string(),
  press: z.string(),
  opens_chat: z.literal(true),
  views: z.string(),
  adds: z.union([goods, z.array(goods)]),
  removes: z.string(),
  saves: goods,
  hesitates: z.string(),
  orders: order,
  cancels: z.literal('order'),
  signs_in: z.literal(true),
  subscribes: z.literal(true),
  does: z.string(),
  is: traits,
  points_added: z.int(),
  points_expiring: z.strictObject({ points: z.int(), in: z.string() }),
  agent,
  after: z.string(),
  bot: said,
  ticket: z.string(),
  code: z.enum(['none', 'issued', 'redeemed', 'expired', 'revoked']),
  refused: z.string(),
} as const

export type LineKind = keyof typeof LINES
export type Lines = { readonly [K in LineKind]: z.output<(typeof LINES)[K]> }
export type Line = { [K in LineKind]: { readonly kind: K; readonly value: Lines[K] } }[LineKind]

/** What stands above the lines. */
export const HEAD = {
  transcript: z.string(),
  /** The shop's wall clock at the beginning. */
  at: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
    .default('2026-11-23 10:00'),
  language: z.enum(['ru', 'uk', 'en']).optional(),
  /** The arm of the shopper in every campaign with a holdout. */
  arm: z.enum(['offer', 'holdout']).default('offer'),
} as const
