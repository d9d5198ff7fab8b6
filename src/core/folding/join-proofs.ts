// What is on its way between a shopper and its addresses, of two that are one: proofs, what was left or gone.
import { isAddress } from '../reach.ts'
import type { Shopper } from '../shopper.ts'

const both = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] | undefined =>
  a || b ? [...(a ?? []), ...(b ?? [])] : undefined

export const joinProofs = (older: Shopper, younger: Shopper): Partial<Shopper> => {
  const left = both(older.left, younger.left)
  const gone = both(older.gone, younger.gone)
  const proofs = both(older.proofs, younger.proofs)
  const asked = both(older.proofs_asked, younger.proofs_asked)
  const joined = (younger.joined?.at ?? 0) > (older.joined?.at ?? 0) ? younger.joined : older.joined
  return {
    ...(left && { left: left.filter((one, i) => left.findIndex(isAddress(one)) === i) }),
    ...(gone && { gone: gone.filter((one, i) => gone.findIndex(isAddress(one)) === i) }),
    ...(proofs && { proofs: proofs.toSorted((a, b) => a.until - b.until).slice(-5) }),
    ...(asked && { proofs_asked: asked.toSorted((a, b) => a - b) }),
    ...(joined && { joined }),
  }
}
