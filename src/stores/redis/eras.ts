// Whether it is still the same connection to the same server that answers for a slot. What a server was told last may be lost
// with it, and the one that took over would confirm, in good faith, that its replicas have all that it has.

type Client = { readonly on: (event: 'ready', listener: () => void) => unknown }

/** On a Cluster what is in braces decides the slot. */
export const slotOf = (key: string): string => /\{[^}]+\}/.exec(key)?.[0] ?? key

export type Eras = {
  /** The number goes up at each change. What was never asked is in its first. */
  readonly of: (key: string) => number
  /** This one answers for the key from now on. */
  readonly note: (key: string, client: Client) => void
}

export const createEras = (): Eras => {
  /** How often each connection was made anew. */
  const births = new WeakMap<Client, number>()
  const birthOf = (client: Client): number => {
    const known = births.get(client)
    if (known !== undefined) return known
    births.set(client, 0)
    client.on('ready', () => births.set(client, births.get(client)! + 1))
    return 0
  }
  const slots = new Map<string, { readonly client: Client; readonly birth: number; readonly era: number }>()
  return {
    of: (key) => {
      const last = slots.get(slotOf(key))
      if (!last) return 1
      return last.birth === birthOf(last.client) ? last.era : last.era + 1
    },
    note: (key, client) => {
      const slot = slotOf(key)
      const last = slots.get(slot)
      const birth = birthOf(client)
      if (last?.client === client && last.birth === birth) return
      slots.set(slot, { client, birth, era: (last?.era ?? 0) + 1 })
    },
  }
}
