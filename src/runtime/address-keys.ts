// The index entries of an address. An entry is never rewritten; who says "this is not me" leaves it for good, and the
// address begins anew under the next one: address:H, address:H~1, ... A mark beside an entry says that it was left.
import type { Address } from '../core/event.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { addressText, newIdOf } from './new-id.ts'

/** Nobody leaves one address so often. */
const MOST = 50

export const createAddressKeys = (store: Pick<Store, 'owners' | 'claim'>, seal: Pick<Seal, 'hmac'>) => {
  const hashOf = (address: Address): string => seal.hmac('address', addressText(address))
  const nth = (hash: string, n: number): string => (n === 0 ? hash : `${hash}~${n}`)

  /** Which entry of each address is in force, and whose it is: one look where nobody left, as nearly always. */
  const look = async (addresses: readonly Address[]) => {
    const found = addresses.map((address) => ({ hash: hashOf(address), n: 0, owner: null as string | null }))
    let open = found
    for (let n = 0; open.length > 0 && n < MOST; n++) {
      const keys = open.map(({ hash }) => nth(hash, n))
      const known = await store.owners([
        ...keys.map((key) => `address:${key}`),
        ...keys.map((key) => `left:${key}`),
      ])
      const isLeft = (i: number) => known[open.length + i] != null
      for (const [i, one] of open.entries())
        Object.assign(one, { n: isLeft(i) ? n + 1 : n, owner: isLeft(i) ? null : known[i] })
      open = open.filter((_, i) => isLeft(i))
    }
    return found
  }

  return {
    owners: async (addresses: readonly Address[]): Promise<readonly (string | null)[]> =>
      (await look(addresses)).map(({ owner }) => owner ?? null),
    of: async (addresses: readonly Address[]): Promise<readonly string[]> =>
      (await look(addresses)).map(({ hash, n }) => `address:${nth(hash, n)}`),
    newId: async (address: Address): Promise<string> => {
      const [one] = await look([address])
      return newIdOf(seal, one && one.n > 0 ? { ...address, id: `${address.id}~${one.n}` } : address)
    },
    leave: async (address: Address): Promise<void> => {
      const [one] = await look([address])
      if (one) await store.claim([{ key: `left:${nth(one.hash, one.n)}`, owner: 'left' }])
    },
  }
}
