// What processes on one store tell one another: whose talk has new lines, that the desk has something new. A hint that
// may be lost: whoever hears it looks into the store. Carries ids, nothing of what was said.

export type News = { readonly about: 'lines'; readonly shopper: string } | { readonly about: 'desk' }

export type NewsWire = {
  /** To all other processes; never throws, never waits. */
  readonly tell: (news: News) => void
  /** Of other processes, never one's own. Answers how to stop. */
  readonly hear: (listener: (news: News) => void) => () => void
}

/** Where there is one process. */
export const NO_OTHERS: NewsWire = { tell: () => {}, hear: () => () => {} }
