// Index entries, put if absent. On one server those of one call are put together. On a Cluster each lies in the slot of its
// own key: they are put in the order of their keys, each with a note of what its owner goes on to put. Who finds one taken
// puts the rest for the one who was first, and only then its own: of two who claim some of the same at once, the one who
// gets the first of them gets all that were free, even where it dies in between.
import type { Claim, Store } from '../../ports/store.ts'
import type { Redis } from './connect.ts'
import type { Durability, Mark } from './durability.ts'
import { keyIn } from './keys.ts'
import type { Look } from './looks.ts'
import { partitionOf } from './partition.ts'
import { makeScript } from './scripts.ts'
import { createTogether } from './together.ts'

const CLAIM = makeScript('claim')
const CLAIM_ONE = makeScript('claim-one')

/** Hash: key -> owner; hash: key -> what its owner goes on to put. */
const placeOf = (key: string) => {
  const partition = partitionOf(key)
  return { partition, keys: [keyIn(partition, 'claims'), keyIn(partition, 'claiming')] as const }
}

export const createClaims = (
  redis: Redis,
  lookAt: Look,
  durability: Durability,
): Pick<Store, 'claim' | 'owners'> => {
  const look = (keys: readonly string[]): Promise<(string | null)[]> =>
    Promise.all(keys.map((key) => lookAt(placeOf(key).keys[0], key)))

  /** Who commits by these waits for them too: whoever put them may be gone, and their server with them. */
  const oweEach = (marks: readonly Mark[], keys: readonly string[], owners: readonly (string | null)[]) => {
    for (const [n, key] of keys.entries()) {
      const owner = owners[n]
      if (owner == null) continue
      // Where somebody else was quicker meanwhile, what was decided by it does not hold.
      const again = async (): Promise<boolean> => (await put([{ key, owner }]))[0] === owner
      durability.owe(marks[n]!, { name: `${key}\n${owner}`, again })
    }
  }
  const marksOf = (keys: readonly string[]): Mark[] =>
    keys.map((key) => durability.mark(placeOf(key).partition))

  const owners = async (keys: readonly string[]): Promise<(string | null)[]> => {
    if (!durability.isDurable) return look(keys)
    const marks = marksOf(keys)
    const found = await look(keys)
    oweEach(marks, keys, found)
    return found
  }

  /** Answers the owner, and what that one goes on to put where it was quicker. */
  const putOne = async (
    { key, owner }: Claim,
    rest: readonly Claim[],
  ): Promise<readonly [string, Claim[]]> => {
    const note = rest.length > 0 ? JSON.stringify(rest) : ''
    const [now, going] = await redis.run<string[]>(CLAIM_ONE, placeOf(key).keys, [key, owner, note], 'again')
    return [now!, now !== owner && going ? (JSON.parse(going) as Claim[]) : []]
  }

  const putApart = async (claims: readonly Claim[]): Promise<string[]> => {
    const found = new Map<string, string>()
    const firsts = claims.filter(({ key }, n) => claims.findIndex((one) => one.key === key) === n)
    const rest = firsts.sort((a, b) => (a.key < b.key ? -1 : 1))
    for (const [n, claim] of rest.entries()) {
      const behind = rest.slice(n + 1)
      const [owner, going] = await putOne(claim, behind)
      found.set(claim.key, owner)
      for (const other of going) await putOne(other, [])
    }
    // Nobody needs to go on for it any more.
    for (const { key } of rest.slice(0, -1)) {
      const [, claiming] = placeOf(key).keys
      redis.ask(claiming, 'HDEL', claiming, key).catch(() => {})
    }
    return claims.map(({ key }) => found.get(key)!)
  }

  const together = createTogether(redis, CLAIM)
  const putTogether = async (claims: readonly Claim[]): Promise<string[]> => {
    const keys = claims.map(({ key }) => placeOf(key).keys[0])
    const args = claims.flatMap(({ key, owner }) => [key, owner])
    try {
      return (await together(keys, args)) as string[]
    } catch (error) {
      // Those that are there already can be told where nothing can be written.
      const known = await look(claims.map(({ key }) => key)).catch(() => [null])
      if (known.includes(null)) throw error
      return known as string[]
    }
  }

  const put = (claims: readonly Claim[]): Promise<string[]> =>
    redis.isCluster ? putApart(claims) : putTogether(claims)

  return {
    owners,
    claim: async (claims) => {
      if (claims.length === 0) return []
      const keys = claims.map(({ key }) => key)
      if (redis.isCluster) {
        // An entry never changes, so that most claims need no write.
        const known = await owners(keys)
        if (!known.includes(null)) return known as string[]
      }
      const marks = marksOf(keys)
      const answer = await put(claims)
      oweEach(marks, keys, answer)
      return answer
    },
  }
}
