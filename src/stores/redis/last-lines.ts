// The last line of a shopper at a version, as it was seen when the shopper was loaded or committed: with it a commit can make
// rows ready to be kept. A guess that the commit's script checks. Knows no Redis.

const REMEMBERED = 10_000

export type LastLines = {
  readonly saw: (shopper: string, version: number, line: number) => void
  /** 0 where it is not known: right for whoever is new. */
  readonly of: (shopper: string, version: number) => number
}

export const createLastLines = (): LastLines => {
  type Seen = { readonly version: number; readonly line: number }
  // Two generations: a Map that is emptied from its front walks past all that was taken out before.
  let young = new Map<string, Seen>()
  let old = new Map<string, Seen>()
  return {
    saw: (shopper, version, line) => {
      if (young.size >= REMEMBERED) {
        old = young
        young = new Map()
      }
      young.set(shopper, { version, line })
    },
    of: (shopper, version) => {
      const known = version === 0 ? undefined : (young.get(shopper) ?? old.get(shopper))
      return known?.version === version ? known.line : 0
    },
  }
}
