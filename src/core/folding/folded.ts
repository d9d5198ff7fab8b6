// What documents remember of a fold, and which of two shoppers is folded into the other. Knows no content.

/** A shopper's document within another's, or within an event; fold.ts knows what it is. */
export type Content = { readonly id: string }

/**
 * Why two turned out to be one: a log-in, an e-mail that the shop vouches for or that its owner confirmed, a confirmed
 * phone, a signed link that was opened, or the shop's own word (alias).
 */
export type FoldCause = 'log_in' | 'email' | 'phone' | 'link' | 'alias'

/** What decides who is the older; `created` in ms since 1970. */
export type Older = { readonly id: string; readonly created: number }

export type Folded = { readonly shopper: string; readonly at: number; readonly why: FoldCause }

/**
 * Where a pointer leads. `content`: the document as it was, until the older one has taken it in. Nothing that happens
 * to a pointer changes it but that it is cleared.
 */
export type FoldedInto = {
  readonly shopper: string
  readonly at: number
  readonly why: FoldCause
  readonly content?: Content
}

/**
 * Created earlier, then the smaller id. `created` only ever moves back, and the younger checks at its own commit
 * that it still is the younger: so pointers never form a circle, however many folds cross.
 */
export const isOlder = (one: Older, other: Older): boolean =>
  one.created < other.created || (one.created === other.created && one.id < other.id)
