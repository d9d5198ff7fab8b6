// Whose is it? From an address to a shopper, and from raw input to an event without codes in it.

import type { AgentAct } from '../core/agents/agent-act.ts'
import type { Address, Happening } from '../core/event.ts'
import type { Shop } from '../core/shop.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { createAddressKeys } from './address-keys.ts'
import type { CodeLookup } from './code-lookup.ts'
import type { Incoming } from './engine.ts'
import { withGoods } from './goods.ts'
import { newIdOf } from './new-id.ts'
import { withReferrer } from './referral.ts'
import type { Strangers } from './strangers.ts'

type IntakeParts = {
  readonly shop: () => Shop
  /** Who a shopper is by now; an index entry may still name one that was folded into another. */
  readonly root: (shopper: string) => Promise<string>
  /** Told of codes that a shopper writes and does not own; a history has none. */
  readonly strangers?: Strangers
}

export const createIntake = (
  store: Store,
  seal: Seal,
  codes: CodeLookup,
  { shop, root, strangers }: IntakeParts,
) => {
  const prefix = (): string => shop().code_prefix
  const keys = createAddressKeys(store, seal)
  const ownersOf = async (addresses: readonly Address[]): Promise<readonly (string | null)[]> => {
    const owners = await keys.owners(addresses)
    return Promise.all(owners.map((owner) => (owner === null ? null : root(owner))))
  }
  const claimAll = async (
    addresses: readonly Address[],
    shopper: string,
    before?: 'commit',
  ): Promise<readonly string[]> => {
    const named = await keys.of(addresses)
    const owners = await store.claim(
      named.map((key) => ({ key, owner: shopper })),
      before,
    )
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

    /** The id of somebody new at this address, also where it was somebody's who left it. */
    freshId: keys.newId,

    /** Whoever is at this address from now on is somebody new. Repeatable by the shopper who leaves. */
    leave: async (address: Address, shopper: string): Promise<void> => {
      const [owner] = await ownersOf([address])
      if (owner === (await root(shopper))) await keys.leave(address)
    },

    /** Claims the address for `shopper`; answers whose it is afterwards. `before`: see the store's claim. */
    claim: async (address: Address, shopper: string, before?: 'commit'): Promise<string> =>
      (await claimAll([address], shopper, before))[0] ?? shopper,

    /** What happened, with typed codes taken out and the catalogue's word on goods put in. `foreign`: the id of somebody else's code on this order. */
    clean: async (
      said: Happening,
      shopper: string,
      trust: Incoming['trust'],
    ): Promise<{ what: Happening; foreign: string | null }> => {
      const what = await withGoods(store.catalogue, said, trust)
      if (what.kind === 'referred') {
        const stamped = await withReferrer(store, seal, what, shopper, shop().currency)
        return { what: stamped, foreign: null }
      }
      if (what.kind === 'said') {
        const guesser = { keys: [`shopper:${shopper}`] }
        const text = await codes.redact(what.text, prefix(), shopper, (guess, found) =>
          strangers?.tried(guesser, guess, found),
        )
        return { what: { ...what, text }, foreign: null }
      }
      if (what.kind === 'agent')
        return { what: { ...what, does: await cleanAct(what.does, shopper) }, foreign: null }
      if (what.kind !== 'order_completed' || what.code === undefined) return { what, foreign: null }
      const { code: typed, ...order } = what
      const [found] = await codes.typed(typed, prefix(), shopper)
      if (found?.shopper === shopper) return { what: { ...order, code: found.id }, foreign: null }
      const shared = found ? null : codes.shared(typed)
      if (shared) return { what: { ...order, shared }, foreign: null }
      return { what: { ...order, ...(found && { foreign: found.id }) }, foreign: found?.id ?? null }
    },

    /** A digest of what a door handed in, so that the same id with another content is found out. */
    digest: ({ from, what }: Incoming): string => seal.hmac('id', JSON.stringify([from, what])),
  }
}

export type Intake = ReturnType<typeof createIntake>
