// The fixed labels of what a message means, and the languages we read. It knows nothing of how
// a text is read: that is understand's matter.
import type { Found } from './found.ts'

/** Reasons for hesitating; marketers use them as `reason`. */
export const REASONS = [
  'price',
  'competitor',
  'shipping_cost',
  'shipping_time',
  'trust',
  'fit',
  'payment',
  'returns',
  'checkout',
  'not_ready',
] as const

export type Reason = (typeof REASONS)[number]

/** Every meaning that a message can have: the ten reasons first, then the others. */
export const LABELS = [
  ...REASONS,
  'ask_discount',
  'bulk_order',
  'code_problem',
  'order_status',
  'complaint',
  'human',
  'accept',
  'decline',
  'stop',
  'greeting',
  'thanks',
  'other',
] as const

export type Label = (typeof LABELS)[number]

export const LANGS = ['ru', 'uk', 'en'] as const

export type Lang = (typeof LANGS)[number]

/**
 * What one text means: one label. `confidence` is a calibrated probability from 0 to 1; below `SURE` it is
 * better to ask back. `choice` is the id of the shown choice that the text picked, if it picked one.
 */
export type Meaning = {
  readonly label: Label
  readonly confidence: number
  readonly lang: Lang
  readonly choice?: string
  /** Who read it, where it was not the offline reader. */
  readonly by?: 'model'
  /** What the text brings along beside its meaning. */
  readonly found?: Found
}

/**
 * From this confidence on a meaning may be acted upon; below it, ask back. A share from 0 to 1, chosen on
 * held-out examples: about three quarters of these reach it, and four in five that do are read right.
 */
export const SURE = 0.5

const reasons: ReadonlySet<string> = new Set(REASONS)

/** Is this label one of the ten reasons for hesitating? */
export function isReason(label: string): label is Reason {
  return reasons.has(label)
}
