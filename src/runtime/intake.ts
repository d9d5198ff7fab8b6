// Whose is it? From an address to a shopper, and from raw input to an event without codes in it.
import type { Address, AgentAct, Happening } from '../core/event.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import type { CodeLookup } from './code-lookup.ts'
import type { Incoming } from './engine.ts'
import { withGoods } from './goods.ts'

const addressText = ({ channel, id }: Address): string => `${channel}:${id}`

/** The id that somebody new at this address gets: derived, so that a look and a later turn meet in one place. */
export const newIdOf = (seal: Pick<Seal, 'hmac'>, address: Address): string =>
  `s_${seal.hmac('id', addressText(address)).slice(0, 16)}`

/** `root`: who a shopper is by now; an index entry may still name one that was folded into another. */
export const createIntake = (
  store: Store,
  seal: Seal,
  codes: CodeLookup,
  prefix: () => string,
  root: (shopper: string) => Promise<string>,
) => {
  const claimOf = (address: Address): string => `address:${seal.hmac('address', addressText(address))}`
  const ownersOf = async (addresses: readonly Address[]): Promise<readonly (string | null)[]> => {
    const owners = await store.owners(addresses.map(claimOf))
    return Promise.all(owners.map((owner) => (owner === null ? null : root(owner))))
  }
  const claimAll = async (addresses: readonly Address[], shopper: string): Promise<readonly string[]> => {
    const owners = await store.claim(addresses.map((address) => ({ key: claimOf(address), owner: shopper })))
    return Promise.all(owners.map((owner) => (owner === shopper ? owner : root(owner))))
  }

  /** An agent's words with codes taken out, as a shopper's are. */
  const cleanAct = async (does: AgentAct, shopper: string): Promise<AgentAct> => {
    const redact = (text: string) => codes.redact(text, prefix(), shopper)
    const words = ['text', 'why', 'words'] as const
    const given = does as AgentAct & Partial<Record<(typeof words)[number], string>>
    const clean: Record<string, string> = {}
    for (const name of words) if (given[name] !== undefined) clean[name] = await redact(given[name])
    return { ...does, ...clean }
  }

  return {
    /** The shopper of an address; null where there is none yet. */
    find: async (address: Address): Promise<string | null> => (await ownersOf([address]))[0] ?? null,

    /** The shopper of the first of these addresses that has one. */
    whose: async (addresses: readonly Address[]): Promise<string | null> => {
      const owners = await ownersOf(addresses)
      return owners.find((found) => found !== null) ?? null
    },

    /** Whose each address is, in order; null: nobody's yet. */
    owners: ownersOf,

    /** Claims each address for `shopper`; answers whose each is afterwards, in order. */
    claimAll,

    newId: (address: Address): string => newIdOf(seal, address),

    /** Claims the address for `shopper`; answers whose it is afterwards. */
    claim: async (address: Address, shopper: string): Promise<string> =>
      (await claimAll([address], shopper))[0] ?? shopper,

    /** What happened, with typed codes taken out and the catalogue's word on goods put in. `foreign`: the id of somebody else's code on this order. */
    clean: async (
      said: Happening,
      shopper: string,
      trust: Incoming['trust'],
    ): Promise<{ what: Happening; foreign: string | null }> => {
      const what = await withGoods(store.catalogue, said, trust)
      if (what.kind === 'said')
        return { what: { ...what, text: await codes.redact(what.text, prefix(), shopper) }, foreign: null }
      if (what.kind === 'agent')
        return { what: { ...what, does: await cleanAct(what.does, shopper) }, foreign: null }
      if (what.kind !== 'order_completed' || what.code === undefined) return { what, foreign: null }
      const { code: typed, ...order } = what
      const [found] = await codes.typed(typed, prefix(), shopper)
      if (found?.shopper === shopper) return { what: { ...order, code: found.id }, foreign: null }
      return { what: { ...order, ...(found && { foreign: found.id }) }, foreign: found?.id ?? null }
    },

    /** A digest of what a door handed in, so that the same id with another content is found out. */
    digest: ({ from, what }: Incoming): string => seal.hmac('id', JSON.stringify([from, what])),
  }
}

export type Intake = ReturnType<typeof createIntake>
