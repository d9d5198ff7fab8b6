// Codes of pools between the store and a turn: sealed as they come in, drawn for one shopper, sealed anew for it.
import type { Spare } from '../core/codes/code.ts'
import { plainCode } from '../core/codes/plain-code.ts'
import { DAY, HOUR } from '../core/time/local-time.ts'
import type { PoolCode } from '../ports/pools.ts'
import type { Seal } from '../ports/seal.ts'
import type { EngineParts } from './engine-parts.ts'

/** A code that ends within this time is no use to anybody any more. */
export const LASTS = DAY
/** What a turn drew and did not commit may be drawn by others after this time. */
const LAID_ASIDE = HOUR / 4

/** Where a code of a pool is sealed for. */
export const placeOf = (hmac: string): string => `pool:${hmac}`

export const poolHmac = (seal: Seal, text: string): string => seal.hmac('code', plainCode(text))

/** Under every key that is live: one that came in under an older one is found by that. */
export const poolHmacs = (seal: Seal, text: string): readonly string[] => seal.hmacs('code', plainCode(text))

/** `text` as its shoppers will see it. */
export const sealForPool = (seal: Seal, text: string, ends: number | null): PoolCode => {
  const hmac = poolHmac(seal, text)
  return { hmac, sealed: seal.seal(text, placeOf(hmac)), ends }
}

/** null: the pool is empty. The id is the code's own, so that drawing it again for this shopper gives it again. */
export const drawFromPool = async (
  { store, seal, clock }: Pick<EngineParts, 'store' | 'seal' | 'clock'>,
  pool: string,
  shopper: string,
  have: readonly Spare[],
): Promise<Spare | null> => {
  const now = clock()
  const drawn = await store.pools.draw({
    ...{ pool, shopper, now, until: now + LAID_ASIDE, lasts: now + LASTS },
    except: have.map(({ hmac }) => hmac),
  })
  if (!drawn) return null
  const { hmac, sealed, ends } = drawn
  const id = `${shopper}.${Buffer.from(hmac, 'base64url').toString('hex').slice(0, 12)}`
  const text = seal.open(sealed, placeOf(hmac))
  return { id, hmac, sealed: seal.seal(text, id), pool, ...(ends !== null && { ends }) }
}
