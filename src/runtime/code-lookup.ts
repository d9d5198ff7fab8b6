// From a typed code to whose it is, and texts without codes in them. Sees a code's text only in passing.
import { readCode, redactCodes } from '../core/code-reading.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'

export type FoundCode = { readonly id: string; readonly shopper: string }

/** The key of a code's claim; the owner is `<code id>`, which begins with its shopper's id. */
export const codeClaim = (hmac: string): string => `code:${hmac}`

/** Ids of codes and of redemptions begin with their shopper's. */
export const shopperOfCode = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')))

/** A shopper's own id, and the ids of those who were folded into it: their codes are its codes. */
const idsOf = async (store: Store, shopper: string): Promise<ReadonlySet<string>> => {
  const { document } = await store.load(shopper)
  const isFolded = document?.includes('"folded":')
  const folded = isFolded ? ((JSON.parse(document!) as Shopper).folded ?? []) : []
  return new Set([shopper, ...folded.map((one) => one.shopper)])
}

export const createCodeLookup = (store: Store, seal: Seal) => {
  /** The same work for a code that is `shopper`'s and for any other. */
  const find = async (codes: readonly string[], shopper: string | null): Promise<readonly FoundCode[]> => {
    if (codes.length === 0) return []
    const owners = await store.owners(codes.map((code) => codeClaim(seal.hmac('code', code))))
    const own = shopper === null ? new Set() : await idsOf(store, shopper)
    const nowOf = (id: string) => (own.has(id) ? (shopper ?? id) : id)
    return owners.flatMap((id) => (id === null ? [] : [{ id, shopper: nowOf(shopperOfCode(id)) }]))
  }
  return {
    /** The codes that the typed text may be, those of `shopper` first; all of it is one guess. */
    typed: async (text: string, prefix: string, shopper: string | null): Promise<readonly FoundCode[]> => {
      const found = await find(readCode(text, prefix), shopper)
      return [...found].sort((a, b) => Number(b.shopper === shopper) - Number(a.shopper === shopper))
    },
    /** The text with every code in it replaced: {code:ID} for one of the shopper's own, {code:?} for any other. */
    redact: async (text: string, prefix: string, shopper: string): Promise<string> => {
      const spots: (readonly string[])[] = []
      redactCodes(text, prefix, (codes) => {
        spots.push(codes)
        return ''
      })
      if (spots.length === 0) return text
      const owners = await Promise.all(spots.map((spot) => find(spot, shopper)))
      let next = 0
      return redactCodes(text, prefix, () => {
        const own = owners[next++]?.find((code) => code.shopper === shopper)
        return own ? `{code:${own.id}}` : '{code:?}'
      })
    },
  }
}

export type CodeLookup = ReturnType<typeof createCodeLookup>
