// Every order that was ever counted, by its id, for ever: event ids are forgotten after a month, these are not. Each
// state of an order is a claim of its own (put if absent), so that a change is a next one. Knows no rules.
import type { PastOrder } from '../core/orders/order.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'

export type CountedOrder = PastOrder & { readonly shopper: string }

/** `states`: how many there are so far; the next one is put under this number. */
export type FoundOrder = { readonly states: number; readonly latest: CountedOrder | null }

export type KnownOrders = {
  readonly find: (order: string) => Promise<FoundOrder>
  /** The latest state of each, in order. */
  readonly findAll: (orders: readonly string[]) => Promise<readonly FoundOrder[]>
  /** Notes how the order stands; after the commit that counted it. Nothing where it stood so already. */
  readonly note: (order: string, states: number, is: CountedOrder) => Promise<void>
}

/** The shopper stands last: its id is nobody's to choose, but a reader need not know what is in it. */
const write = ({ at, total, cancelled, told, shopper }: CountedOrder): string =>
  [at, total, cancelled ? 'cancelled' : 'stands', told ? 'told' : 'imported', shopper].join(' ')

const read = (text: string): CountedOrder => {
  const [at, total, stands, told, ...shopper] = text.split(' ')
  return {
    ...{ at: Number(at), total: Number(total), cancelled: stands === 'cancelled' },
    ...(told === 'told' && { told: true }),
    shopper: shopper.join(' '),
  }
}

export const createKnownOrders = (store: Pick<Store, 'claim' | 'owners'>, seal: Seal): KnownOrders => {
  const hashOf = (order: string): string => `order:${seal.hmac('id', `order:${order}`)}`
  const keyOf = (hash: string, state: number): string => (state === 0 ? hash : `${hash}:${state}`)

  const findAll = async (orders: readonly string[]): Promise<FoundOrder[]> => {
    const found: FoundOrder[] = orders.map(() => ({ states: 0, latest: null }))
    const hashes = orders.map(hashOf)
    let asked = orders.map((_, i) => i)
    for (let state = 0; asked.length > 0; state++) {
      const owners = await store.owners(asked.map((i) => keyOf(hashes[i]!, state)))
      asked = asked.filter((i, n) => {
        const owner = owners[n]
        if (owner) found[i] = { states: state + 1, latest: read(owner) }
        return Boolean(owner)
      })
    }
    return found
  }

  return {
    findAll,
    find: async (order) => (await findAll([order]))[0]!,
    note: async (order, states, is) => {
      const hash = hashOf(order)
      const owner = write(is)
      // Somebody else may have noted a state in the meantime: ours comes after it.
      for (let state = states; ; state++) {
        const [kept] = await store.claim([{ key: keyOf(hash, state), owner }])
        if (kept === owner) return
      }
    },
  }
}
