// What the model's part is told at start. Read from the environment elsewhere; knows no SDK.

/** What a million tokens cost, in billionths of the currency for one token, so that every sum is a whole number. */
export type Price = { readonly input: number; readonly output: number }

/** The most of one day (UTC): billionths of the price's currency, or tokens. */
export type DailyCap =
  | { readonly kind: 'money'; readonly most: number }
  | { readonly kind: 'tokens'; readonly most: number }

export type ModelSettings = {
  /** Ends without a slash: https://api.openai.com/v1 */
  readonly url: string
  /** null: the server asks for none. */
  readonly key: string | null
  readonly name: string
  /** When it reads what a message means, beside the offline reader. */
  readonly reads: 'unsure' | 'always' | 'never'
  /** May it phrase answers? */
  readonly phrases: boolean
  /** Are phones, e-mails, addresses, cards and names struck out of a message before it goes out? */
  readonly masks: boolean
  readonly price: Price | null
  /** null: as much as it takes. */
  readonly daily: DailyCap | null
}
