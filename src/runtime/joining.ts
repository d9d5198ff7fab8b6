// On the shop's word several addresses are one person's: each that is nobody's becomes this shopper's, and whoever
// has one already is folded together with this one. Knows no doors, and is asked for facts only.
import type { Address } from '../core/event.ts'
import { areTwoCustomers, isCustomer } from '../core/fold.ts'
import type { FoldCause } from '../core/folding/folded.ts'
import type { Intake } from './intake.ts'
import type { Turns } from './turns.ts'

const causeOf = ({ channel }: Address): FoldCause => (channel === 'email' ? 'email' : 'log_in')

export const createJoining = (intake: Intake, turns: Pick<Turns, 'join' | 'root' | 'load'>) => ({
  /**
   * The shopper of the first of these addresses that has one. A customer whom the shop never named before is not
   * the one whose browser or e-mail it shares.
   */
  whose: async ([first, ...others]: readonly Address[], why?: 'alias'): Promise<string | null> => {
    if (!first) return null
    const owners = await intake.owners([first, ...others])
    for (const [i, owner] of owners.entries()) {
      if (owner === null) continue
      const known = i > 0 && why !== 'alias' && isCustomer(first) ? await turns.load(owner) : null
      if (!known || !areTwoCustomers(known.addresses, [first])) return owner
    }
    return null
  },

  /** The shopper whose this address is from now on as well; null: the shop itself tells the two apart. */
  proven: async (
    shopper: string,
    { address, why }: { readonly address: Address; readonly why: FoldCause },
  ): Promise<{ readonly shopper: string; readonly also: readonly Address[] } | null> => {
    const owner = await intake.claim(address, shopper)
    const one = owner === shopper ? shopper : await turns.join(shopper, owner, why, [])
    return one === null ? null : { shopper: one, also: [address] }
  },

  /** Who all of them are, and which of the addresses that one has; others stay with whom the shop tells apart. */
  all: async (
    first: string,
    given: readonly Address[],
    why?: 'alias',
  ): Promise<{ readonly shopper: string; readonly addresses: readonly Address[] }> => {
    const [from, ...others] = given
    const there = await intake.owners(others)
    // What an alias was before may be an id of either kind: one that nobody has is none of the shop's.
    const known = others.filter((one, i) => there[i] !== null || why !== 'alias' || !isCustomer(one))
    const addresses = from ? [from, ...known] : known
    const owners = await intake.claimAll(addresses, first)
    const mine = addresses.filter((_, i) => owners[i] === first)
    let shopper = first
    for (const [i, owner] of owners.entries()) {
      if (owner !== shopper)
        shopper = (await turns.join(shopper, owner, why ?? causeOf(addresses[i]!), mine)) ?? shopper
    }
    const roots = await Promise.all(owners.map((owner) => turns.root(owner)))
    return { shopper, addresses: addresses.filter((_, i) => roots[i] === shopper) }
  },
})
