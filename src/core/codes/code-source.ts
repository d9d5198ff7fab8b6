// Where the codes of an offer come from, where they are not made one by one: plain data. Knows no texts of codes but
// that of a code for everybody, which is no secret.

export type OfferCodes =
  /** Drawn from a pool that was imported: one code for one shopper. */
  | { readonly kind: 'pool'; readonly pool: string }
  /** One text for everybody. */
  | {
      readonly kind: 'shared'
      /** As its author wrote it, and as it is compared (plain-code.ts). */
      readonly text: string
      readonly plain: string
      /** Uses of one shopper, and of all together (null: without bound, on purpose). */
      readonly per_shopper: number
      readonly in_all: number | null
      /** The campaign that pays for it; null: the one flow that gives it. */
      readonly campaign: string | null
    }

/** Which code a turn lacks: one of its own making, or one of these. */
export type Wanted = { readonly pool?: string; readonly shared?: string }

export const wantedOf = (offer: { readonly name: string; readonly codes?: OfferCodes }): Wanted => {
  if (offer.codes?.kind === 'pool') return { pool: offer.codes.pool }
  return offer.codes?.kind === 'shared' ? { shared: offer.name } : {}
}

/** The budget that counts the uses of a code for everybody. */
export const countOf = (plain: string): string => `shared:${plain}`
