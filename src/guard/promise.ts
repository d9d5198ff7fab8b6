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

/** A code, and what may hide one: never repeated anywhere, nor is any part of it. */
const isSecret = ({ kind }: Promised): boolean => kind === 'code' || kind === 'hidden'

/** What was found, without what stands within a code or in what may hide one. */
export const apartFromCodes = (found: readonly Promised[]): readonly Promised[] => {
  const secret = found.filter(isSecret)
  const isWithin = (one: Promised) => secret.some(({ from, to }) => one.from < to && from < one.to)
  return found.filter((one) => isSecret(one) || one.from === one.to || !isWithin(one))
}

/** Its words, as they may be told and kept. */
export const toldWords = (text: string, one: Promised): string =>
  isSecret(one) ? '•••' : text.slice(one.from, one.to).replace(/\s+/g, ' ').trim().slice(0, 60)

/** As an agent reads of it. */
export type Unbacked = { readonly kind: PromiseKind; readonly words: string }
