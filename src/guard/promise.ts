// What a text may promise: one thing that was found in it, and where.

export type PromiseKind =
  | 'code'
  | 'percent'
  | 'sum'
  | 'points'
  | 'free'
  /** Half off, two for one: an offer without a figure. */
  | 'deal'
  | 'date'
  /** A promise that is written so that it is not to be noticed: turned round, encoded, in another layout. */
  | 'hidden'
  /** Of a model only: a figure, an address, a name of the rules, a sign that its plain text has not. */
  | 'number'
  | 'link'
  | 'rule'
  | 'sign'
  | 'offer'
  | 'long'
  /** A fact of the plain text that a model left out. */
  | 'missing'

export type Promised = {
  readonly kind: PromiseKind
  /** What it says, for comparing: `percent:15`, `sum:50000` (minor units), `free:delivery`, `day:12-05`. */
  readonly key: string
  /** Where it stands in the text, in UTF-16 units. */
  readonly from: number
  readonly to: number
  /** The sum that something holds from: "free from 1,500". Minor units. */
  readonly at_least?: number
}

/** Who wrote the words: an agent may speak of what is not given, a model and data may not. */
export type Writer = 'agent' | 'model' | 'data'

/** As an agent reads of it. */
export type Unbacked = { readonly kind: PromiseKind; readonly words: string }
