// From a typed code to whose it is, and texts without codes in them. Sees a code's text only in passing.

import { readCode, redactCodes } from '../core/codes/code-reading.ts'
import { aroundTakenOut, plainCode, plainCodesIn, replacePlainCodes } from '../core/codes/plain-code.ts'
import { readDocument } from '../core/document.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { poolHmacs } from './pool-codes.ts'
import { sharedOffer } from './shared-codes.ts'

/** `guess`: a keyed hash of what was typed; null where that has no check symbol: a pool's. */
type Strange = (guess: string | null, found: FoundCode | null) => void

export type FoundCode = { readonly id: string; readonly shopper: string }

/** The key of a code's claim; the owner is `<code id>`, which begins with its shopper's id. */
export const codeClaim = (hmac: string): string => `code:${hmac}`

/** Ids of codes and of redemptions begin with their shopper's. */
export const shopperOfCode = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')))

/** As long as a code's id is. */
export const NOBODYS = 's_0000000000000000.000000000000'

/** A shopper's own id, and the ids of those who were folded into it: their codes are its codes. */
const idsOf = async (store: Pick<Store, 'load'>, shopper: string): Promise<ReadonlySet<string>> => {
  const { document } = await store.load(shopper)
  const isFolded = document?.includes('"folded":')
  const folded = isFolded ? (readDocument(document!).folded ?? []) : []
  return new Set([shopper, ...folded.map((one) => one.shopper)])
}

/** `rulebook`: where codes for everybody stand; without one there are none. */
export const createCodeLookup = (
  store: Pick<Store, 'owners' | 'pools' | 'load'>,
  seal: Seal,
  rulebook: () => Rulebook | null = () => null,
) => {
  /** Whose a code is now: what was a folded shopper's is `shopper`'s. */
  const ownedNow = async (shopper: string | null): Promise<(id: string) => FoundCode> => {
    const own = shopper === null ? new Set<string>() : await idsOf(store, shopper)
    return (id) => {
      const owner = shopperOfCode(id)
      return { id, shopper: shopper !== null && own.has(owner) ? shopper : owner }
    }
  }

  /** Codes of our own making; the same work for one that is `shopper`'s and for any other. */
  const find = async (codes: readonly string[], shopper: string | null): Promise<readonly FoundCode[]> => {
    if (codes.length === 0) return []
    const owners = await store.owners(codes.flatMap((code) => seal.hmacs('code', code).map(codeClaim)))
    const owned = await ownedNow(shopper)
    // A code that is nobody's goes the same way as one that is somebody's, so that both take the same time.
    const found: FoundCode[] = []
    for (const owner of owners) {
      const id = owner ?? NOBODYS
      const one = owned(id)
      // The same code by the older key.
      if (owner !== null && found.every((other) => other.id !== id)) found.push(one)
    }
    return found
  }

  /** By whichever key it came in. */
  const inPools = async (text: string) =>
    (await store.pools.find(poolHmacs(seal, text))).find((found) => found !== null) ?? null

  /** Words that are codes of pools, or everybody's, replaced. A pool's code that nobody has is nobody's to see either. */
  const redactPlain = async (text: string, shopper: string, strange: Strange): Promise<string> => {
    const plain = plainCodesIn(text)
    if (plain.length === 0) return text
    const owned = await ownedNow(shopper)
    const found = await Promise.all(plain.map(inPools))
    const said = new Map<string, string>()
    for (const [i, code] of plain.entries()) {
      const drawn = found[i]
      const offer = sharedOffer(rulebook(), code)
      if (drawn) {
        const one = drawn.id === null ? null : owned(drawn.id)
        const own = one?.shopper === shopper
        said.set(code, own ? `{code:${one.id}}` : '{code:?}')
        if (!own) strange(null, one)
      } else if (offer) said.set(code, `{code:shared.${offer.name}}`)
    }
    return said.size === 0 ? text : replacePlainCodes(text, (code) => said.get(code) ?? null)
  }

  return {
    /** The codes that the typed text may be, those of `shopper` first; all of it is one guess. */
    typed: async (text: string, prefix: string, shopper: string | null): Promise<readonly FoundCode[]> => {
      const [ours, drawn] = await Promise.all([find(readCode(text, prefix), shopper), inPools(text)])
      const found = [...ours, ...(drawn?.id ? [(await ownedNow(shopper))(drawn.id)] : [])]
      return found.sort((a, b) => Number(b.shopper === shopper) - Number(a.shopper === shopper))
    },
    /** What a typed text guesses at, as a keyed hash; null where its check symbol says that it is no code. */
    guess: (text: string, prefix: string): string | null => {
      const [code] = readCode(text, prefix)
      return code === undefined ? null : seal.hmac('code', code)
    },
    /** The offer whose code for everybody was typed; null: none. */
    shared: (text: string): string | null => sharedOffer(rulebook(), plainCode(text))?.name ?? null,
    /**
     * The text with every code in it replaced: {code:ID} for one of the shopper's own, {code:shared.OFFER} for one
     * that is everybody's, {code:?} for any other. `strange` is told of each that is not the shopper's.
     */
    redact: async (
      given: string,
      prefix: string,
      shopper: string,
      strange: Strange = () => {},
    ): Promise<string> => {
      const text = await redactPlain(given, shopper, strange)
      const spots: (readonly string[])[] = []
      aroundTakenOut(text, (piece) =>
        redactCodes(piece, prefix, (codes) => {
          spots.push(codes)
          return ''
        }),
      )
      if (spots.length === 0) return text
      const owners = await Promise.all(spots.map((spot) => find(spot, shopper)))
      let next = 0
      return aroundTakenOut(text, (piece) =>
        redactCodes(piece, prefix, () => {
          const found = owners[next] ?? []
          const guess = spots[next++]?.[0]
          const own = found.find((code) => code.shopper === shopper)
          if (own) return `{code:${own.id}}`
          if (guess !== undefined) strange(seal.hmac('code', guess), found[0] ?? null)
          return '{code:?}'
        }),
      )
    },
  }
}

export type CodeLookup = ReturnType<typeof createCodeLookup>
