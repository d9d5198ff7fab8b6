// From a typed code to whose it is, and texts without codes in them. Sees a code's text only in passing.
import { readCode, redactCodes } from '../core/code-reading.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'

export type FoundCode = { readonly id: string; readonly shopper: string }

/** The key of a code's claim; the owner is `<code id>`, which begins with its shopper's id. */
export const codeClaim = (hmac: string): string => `code:${hmac}`

/** Ids of codes and of redemptions begin with their shopper's. */
export const shopperOfCode = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')))

/** As long as a code's id is. */
const NOBODYS = 's_0000000000000000.000000000000'

export const createCodeLookup = (store: Store, seal: Seal) => {
  const find = async (codes: readonly string[]): Promise<readonly FoundCode[]> => {
    if (codes.length === 0) return []
    const owners = await store.owners(codes.flatMap((code) => seal.hmacs('code', code).map(codeClaim)))
    // A code that is nobody's goes the same way as one that is somebody's, so that both take the same time.
    const found: FoundCode[] = []
    for (const owner of owners) {
      const id = owner ?? NOBODYS
      const one = { id, shopper: shopperOfCode(id) }
      // The same code by the older key.
      if (owner !== null && found.every((other) => other.id !== id)) found.push(one)
    }
    return found
  }
  return {
    /** The codes that the typed text may be, those of `shopper` first; all of it is one guess. */
    typed: async (text: string, prefix: string, shopper: string | null): Promise<readonly FoundCode[]> => {
      const found = await find(readCode(text, prefix))
      return [...found].sort((a, b) => Number(b.shopper === shopper) - Number(a.shopper === shopper))
    },
    /** What a typed text guesses at, as a keyed hash; null where its check symbol says that it is no code. */
    guess: (text: string, prefix: string): string | null => {
      const [code] = readCode(text, prefix)
      return code === undefined ? null : seal.hmac('code', code)
    },
    /**
     * The text with every code in it replaced: {code:ID} for one of the shopper's own, {code:?} for any other.
     * `strange` is told of each that is not the shopper's: as a keyed hash, and whose it is if it is anybody's.
     */
    redact: async (
      text: string,
      prefix: string,
      shopper: string,
      strange: (guess: string, found: FoundCode | null) => void = () => {},
    ): Promise<string> => {
      const spots: (readonly string[])[] = []
      redactCodes(text, prefix, (codes) => {
        spots.push(codes)
        return ''
      })
      if (spots.length === 0) return text
      const owners = await Promise.all(spots.map(find))
      let next = 0
      return redactCodes(text, prefix, () => {
        const found = owners[next] ?? []
        const guess = spots[next++]?.[0]
        const own = found.find((code) => code.shopper === shopper)
        if (own) return `{code:${own.id}}`
        if (guess !== undefined) strange(seal.hmac('code', guess), found[0] ?? null)
        return '{code:?}'
      })
    },
  }
}

export type CodeLookup = ReturnType<typeof createCodeLookup>
