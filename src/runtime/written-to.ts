// A telephone on the shop's word that is written to before anybody was heard of there: it becomes its shopper's, so that what
// is answered from there is heard as that shopper's. Claimed before the commit; one that dangles does no harm. An address
// that somebody merely typed is claimed by nobody: it may be anybody's.
import type { Effect } from '../core/effect.ts'
import { isAddress, phoneOf } from '../core/reach.ts'
import type { Shop } from '../core/shop.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { createAddressKeys } from './address-keys.ts'

type Parts = {
  readonly store: Pick<Store, 'owners' | 'claim'>
  readonly seal: Pick<Seal, 'hmac'>
}

export const claimWritten = async (
  { store, seal }: Parts,
  shop: Pick<Shop, 'channels' | 'currency'>,
  shopper: Shopper,
  effects: readonly Effect[],
): Promise<void> => {
  const [phone] = phoneOf(shop, shopper)
  if (!phone || shopper.addresses.some(isAddress(phone))) return
  if (!effects.some((one) => one.kind === 'say' && isAddress(phone)(one.to))) return
  const [key] = await createAddressKeys(store, seal).of([phone])
  if (key) await store.claim([{ key, owner: shopper.id }], 'commit')
}
