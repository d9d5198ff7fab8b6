// The last line of a shopper at a version, as it was seen when the shopper was loaded or committed: with it a commit can make
// rows ready to be kept. A guess that the commit's script checks. Knows no Redis.

const REMEMBERED = 10_000

export type LastLines = {
  readonly saw: (shopper: string, version: number, line: number) => void
  /** 0 where it is not known: right for whoever is new. */
  readonly of: (shopper: string, version: number) => number
}

export const createLastLines = (): LastLines => {
  const seen = new Map<string, { readonly version: number; readonly line: number }>()
  return {
    saw: (shopper, version, line) => {
      // The one seen last stands last.
      seen.delete(shopper)
      seen.set(shopper, { version, line })
      if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!)
    },
    of: (shopper, version) => {
      const known = version === 0 ? undefined : seen.get(shopper)
      return known?.version === version ? known.line : 0
    },
  }
}
