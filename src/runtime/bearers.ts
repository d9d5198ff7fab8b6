// Who beside its shopper may use a code: the first browser that came by the link to its cart. Decided in the store, by a
// put-if-absent, so that of two who open it at once one gets it. Holds no address, only keyed hashes.
import type { Address } from '../core/event.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { addressText } from './new-id.ts'

export const createBearers = (store: Pick<Store, 'claim' | 'owners'>, seal: Pick<Seal, 'hmac'>) => {
  const keyOf = (code: string): string => `bearer:${seal.hmac('id', `bearer:${code}`)}`
  const nameOf = (address: Address): string => seal.hmac('address', `bearer:${addressText(address)}`)
  return {
    /** Makes `browser` the bearer where the code has none; answers whether it is. */
    bind: async (code: string, browser: Address): Promise<boolean> => {
      const name = nameOf(browser)
      const [owner] = await store.claim([{ key: keyOf(code), owner: name }])
      return owner === name
    },
    /** Is one of these the bearer? The same work for a code that has none. */
    isBearer: async (code: string, buyer: readonly Address[]): Promise<boolean> => {
      const [owner] = await store.owners([keyOf(code)])
      return buyer.some((address) => nameOf(address) === owner)
    },
  }
}
