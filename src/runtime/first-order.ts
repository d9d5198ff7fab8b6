// The right to a first-order code is one person's, however many accounts it has: what it is known by is claimed before
// the commit, as codes are. Keeps keyed hashes only, and never says whose the other account is.
import type { Effect } from '../core/effect.ts'
import type { Mark } from '../core/person/mark.ts'
import { isOnePerson, likenessOf } from '../core/person/marks.ts'
import type { Refusal } from '../core/refused.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'

const keyOf = (seal: Seal, { of, text }: Mark): string => `first:${of}:${seal.hmac('id', `${of}:${text}`)}`

/** Claims what the effects ask for; a refusal where another account has too much of it. */
export const claimFirstOrder = async (
  store: Pick<Store, 'claim'>,
  seal: Seal,
  shopper: string,
  effects: readonly Effect[],
): Promise<Refusal | null> => {
  for (const effect of effects) {
    if (effect.kind !== 'first_order' || effect.marks.length === 0) continue
    const claims = effect.marks.map((mark) => ({ key: keyOf(seal, mark), owner: shopper }))
    const owners = await store.claim(claims, 'commit')
    const theirs = effect.marks.filter((_, i) => owners[i] !== shopper).map(({ of }) => of)
    const found = likenessOf(theirs)
    if (effect.refusable && isOnePerson(found)) return { kind: 'same_person', by: found.by }
  }
  return null
}
