// What was not said to a shopper, and why: words that promise what nobody gave. Plain data; knows no texts.

/** `kind`: what it promises (percent, sum, code, date, ...); `words`: how, as it was written; ••• for a code. */
export type UnbackedWords = { readonly kind: string; readonly words: string }

/** Whose words they were: a model's, data in a text of the shop (a name, a title), an agent's. */
export type KeptBack = {
  readonly what: 'phrase' | 'data' | 'words'
  readonly unbacked: readonly UnbackedWords[]
}
