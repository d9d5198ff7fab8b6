// So many proofs go to one address a day, whoever asks and through however many processes: each takes a place, put if
// absent in the store. A number counts only where its proof took one, so that numbers that went to nobody can't be
// guessed. Holds no address and no proof, only keyed hashes.
import type { Address } from '../core/event.ts'
import { plainEmail } from '../core/person/email.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { addressText } from './new-id.ts'

const DAY = 86_400_000
const MOST_A_DAY = 6

export const createProofPlaces = (
  store: Pick<Store, 'claim' | 'owners'>,
  { hmac }: Pick<Seal, 'hmac'>,
  clock: () => number,
) => {
  const keysOf = (to: Address, day: number): readonly string[] => {
    // One mailbox, however it is written.
    const id = (to.channel === 'email' ? plainEmail(to.id) : null) ?? to.id
    const hash = hmac('address', `proof:${addressText({ ...to, id })}`)
    return Array.from({ length: MOST_A_DAY }, (_, n) => `proof:${hash}:${day}:${n}`)
  }
  const nameOf = (proof: string): string => hmac('id', `proof:${proof}`)
  const today = (): number => Math.floor(clock() / DAY)
  return {
    /** May this one go there? A letter that is tried again keeps its place. */
    take: async (proof: string, to: Address): Promise<boolean> => {
      const mine = nameOf(proof)
      for (const key of keysOf(to, today())) {
        const [owner] = await store.claim([{ key, owner: mine }])
        if (owner === mine) return true
      }
      return false
    },
    /** Did it take one, today or the day before? */
    has: async (proof: string, to: Address): Promise<boolean> => {
      const keys = [...keysOf(to, today()), ...keysOf(to, today() - 1)]
      return (await store.owners(keys)).includes(nameOf(proof))
    },
  }
}
