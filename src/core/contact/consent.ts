// One word of consent: who agreed to what, where, when, and in which words. Plain data.

/** `service`: answers, and what is about an order of theirs. `marketing`: everything of ours that wants a purchase. */
export type Purpose = 'service' | 'marketing'

export type Consent = {
  readonly channel: string
  /** Missing: of the channel as a whole. */
  readonly id?: string
  readonly purpose: Purpose
  readonly given: boolean
  /** When it was said, ms since 1970. */
  readonly at: number
  /** Where: chat, shop, import, link, checkout_form, ... */
  readonly source: string
  /** What was agreed to, as it was shown. */
  readonly wording?: string
}
