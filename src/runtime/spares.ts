// Brings the spare codes that a turn lacks: made, drawn from a pool, or the one for everybody. A text is sealed for
// its place and forgotten.
import { isClean } from '../core/codes/bad-words.ts'
import type { Spare } from '../core/codes/code.ts'
import type { Wanted } from '../core/codes/code-source.ts'
import type { Refusal } from '../core/refused.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Seal } from '../ports/seal.ts'
import { drawCode } from './draw-code.ts'
import type { EngineParts } from './engine-parts.ts'
import { drawFromPool } from './pool-codes.ts'

/** One spare for `shopper`; its id is `<shopper>.<12 hex>`. */
export const makeSpare = (
  seal: Seal,
  random: (bytes: number) => Uint8Array,
  prefix: string,
  shopper: string,
): Spare => {
  const text = drawCode(random, prefix, isClean)
  const hmac = seal.hmac('code', text)
  const id = `${shopper}.${Buffer.from(random(6)).toString('hex')}`
  return { id, hmac, sealed: seal.seal(text, id) }
}

/** A use of a code for everybody: its own id, everybody's text. */
const shareSpare = ({ seal, random }: EngineParts, rulebook: Rulebook, shopper: string, offer: string) => {
  const codes = rulebook.offers[offer]?.codes
  if (codes?.kind !== 'shared') throw new Error(`the offer ${offer} has no code for everybody`)
  const id = `${shopper}.${Buffer.from(random(6)).toString('hex')}`
  return {
    id,
    hmac: seal.hmac('code', codes.plain),
    sealed: seal.seal(codes.text, id),
    shared: offer,
  } satisfies Spare
}

export type Brought = { readonly spares: readonly Spare[]; readonly refused: readonly Refusal[] }

/** `have`: the spares that the turn has already. */
export const bringSpares = async (
  parts: EngineParts,
  rulebook: Rulebook,
  shopper: string,
  wanted: readonly Wanted[],
  have: readonly Spare[],
): Promise<Brought> => {
  const spares: Spare[] = []
  const refused: Refusal[] = []
  for (const { pool, shared } of wanted) {
    if (shared !== undefined) spares.push(shareSpare(parts, rulebook, shopper, shared))
    else if (pool === undefined)
      spares.push(makeSpare(parts.seal, parts.random, rulebook.shop.code_prefix, shopper))
    else {
      const drawn = await drawFromPool(parts, pool, shopper, [...have, ...spares])
      if (drawn) spares.push(drawn)
      else refused.push({ kind: 'pool_empty', pool })
    }
  }
  return { spares, refused }
}
