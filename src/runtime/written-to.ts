// Addresses that are written to before anybody was heard of there: a telephone on the shop's word. They become their
// shopper's, so that what is answered from there is heard as that shopper's. Claimed before the commit; one that dangles
// does no harm.
import type { Effect } from '../core/effect.ts'
import { isAddress } from '../core/reach.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { addressClaim } from './new-id.ts'

export const claimWritten = async (
  { store, seal }: { readonly store: Pick<Store, 'claim'>; readonly seal: Pick<Seal, 'hmac'> },
  { id, addresses }: Pick<Shopper, 'id' | 'addresses'>,
  effects: readonly Effect[],
): Promise<void> => {
  const written = effects.flatMap((one) => (one.kind === 'say' ? [one.to] : []))
  const fresh = written.filter(
    (one, n) => !addresses.some(isAddress(one)) && written.findIndex(isAddress(one)) === n,
  )
  if (fresh.length > 0) await store.claim(fresh.map((one) => ({ key: addressClaim(seal, one), owner: id })))
}
