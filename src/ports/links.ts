// Signed, opaque words that fit into a link: 64 characters of [A-Za-z0-9_-] at most, as messengers allow. Whoever has
// one may do what it stands for and nothing else; nobody can make one or guess one.

/**
 * join: whoever opens it is that shopper too; flow: begins a flow; cart: restores that shopper's cart with the code
 * applied; confirm: the address is its owner's; stop: write no more by that channel; answer: says one of the choices of
 * a message.
 */
export const LINK_USES = ['join', 'flow', 'cart', 'confirm', 'stop', 'answer'] as const
export type LinkUse = (typeof LINK_USES)[number]

export type Link = {
  readonly use: LinkUse
  /** What it is about, 27 bytes of UTF-8 at most: a shopper's id, a short hash. */
  readonly about: string
  /** Of no use from then on, ms since 1970 (kept to the minute). */
  readonly until: number
}

/** A shopper's id and what of it a link is about, as one `about`; a shopper's id is 18 letters long. */
export const aboutText = (shopper: string, what: string): string => `${shopper}/${what}`

export const readAbout = (about: string): { readonly shopper: string; readonly what: string } => {
  const at = about.indexOf('/')
  return at < 0 ? { shopper: about, what: '' } : { shopper: about.slice(0, at), what: about.slice(at + 1) }
}

export type Links = {
  readonly make: (link: Link) => string
  /** null: none of ours, damaged, or over at `now`. */
  readonly open: (token: string, now: number) => Link | null
}
