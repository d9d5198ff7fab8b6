// After a change of the sealing key: what the older key sealed is sealed by the newest, shopper by shopper, beside the
// turns. Resumable anywhere: what is done says so itself. Changes nothing that a rule could see.

import { readDocument, writeDocument } from '../core/document.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import { dueOf } from '../core/time/due.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { codeClaim } from './code-lookup.ts'
import { placeOf, poolHmac, sealForPool } from './pool-codes.ts'
import { commitSurely } from './sure-commit.ts'

export type ResealParts = {
  readonly store: Store
  readonly seal: Seal
  readonly rulebook: () => Rulebook
  readonly clock: () => number
}

/** Parked events are few: each is a defect that somebody looks at. */
const MOST_PARKED = 100_000

type Code = Shopper['codes'][number]

/** Of somebody who is being folded just now, what the pointer carries. */
const carriedBy = ({ folded_into }: Shopper): Shopper | undefined =>
  folded_into?.content as Shopper | undefined

const codesOf = (shopper: Shopper): readonly Code[] => [
  ...shopper.codes,
  ...(carriedBy(shopper)?.codes ?? []),
]

const isOld = (seal: Seal, key: string | null, codes: readonly Code[]): boolean =>
  (key !== null && !seal.isNewest(key, 'key')) || codes.some((code) => !seal.isNewest(code.sealed, code.id))

/** The code under the newest key, findable by it before its document says so. */
const resealCode = async ({ store, seal }: ResealParts, code: Code): Promise<Code> => {
  if (seal.isNewest(code.sealed, code.id)) return code
  const text = seal.open(code.sealed, code.id)
  const sealed = seal.seal(text, code.id)
  // A pool finds its own, and one that everybody has is nobody's to claim.
  if (code.pool !== undefined || code.shared !== undefined)
    return { ...code, hmac: poolHmac(seal, text), sealed }
  const hmac = seal.hmac('code', text)
  await store.claim([{ key: codeClaim(hmac), owner: code.id }])
  return { ...code, hmac, sealed }
}

/** Answers whether there was anything to do. */
const resealShopper = async (parts: ResealParts, id: string): Promise<boolean> => {
  const { store, seal, rulebook, clock } = parts
  for (;;) {
    const stored = await store.load(id)
    if (stored.document === null || stored.key === null) return false
    const shopper = readDocument(stored.document)
    if (!isOld(seal, stored.key, codesOf(shopper))) return false
    const anew = (codes: readonly Code[]) => Promise.all(codes.map((code) => resealCode(parts, code)))
    const { folded_into } = shopper
    const carried = carriedBy(shopper)
    const content = carried && { ...carried, codes: await anew(carried.codes) }
    const after = {
      ...{ ...shopper, codes: await anew(shopper.codes) },
      ...(folded_into && content && { folded_into: { ...folded_into, content } }),
    }
    const result = await commitSurely(store, {
      id: `${id}.${stored.version + 1}.resealed`,
      ...{ shopper: id, expects: stored.version, document: writeDocument(after) },
      key: seal.isNewest(stored.key, 'key') ? stored.key : seal.rewrap(stored.key),
      ...{ event: null, due: dueOf(rulebook(), after), outbox: [], lines: [], tickets: [], enrolments: [] },
      ...{ budget: [], journal: JSON.stringify({ resealed: true }), at: clock() },
    })
    if (result.kind === 'done') return true
  }
}

const resealParked = async ({ store, seal }: ResealParts): Promise<number> => {
  let count = 0
  for (const event of await store.records.parkedEvents(MOST_PARKED)) {
    if (seal.isNewest(event.entry, event.id)) continue
    await store.records.park({ ...event, entry: seal.seal(seal.open(event.entry, event.id), event.id) })
    count++
  }
  return count
}

/** So many at a time. */
const PAGE = 500

/** Codes of pools, used ones too, page by page: those that an older key sealed. */
async function* oldInPools({ store, seal }: Pick<ResealParts, 'store' | 'seal'>) {
  let after = ''
  for (;;) {
    const page = await store.pools.page(after, PAGE)
    if (page.length === 0) return
    yield page.filter(({ hmac, sealed }) => !seal.isNewest(sealed, placeOf(hmac)))
    after = page.at(-1)!.hmac
  }
}

const resealPools = async (parts: ResealParts, stopped: () => boolean): Promise<number> => {
  let count = 0
  for await (const old of oldInPools(parts)) {
    if (stopped()) break
    const { store, seal } = parts
    const anew = old.map((code) => {
      const text = seal.open(code.sealed, placeOf(code.hmac))
      return { was: code.hmac, ...sealForPool(seal, text, code.ends) }
    })
    if (anew.length > 0) await store.pools.rekey(anew)
    count += anew.length
  }
  return count
}

/** One pass over everything; answers how much was sealed anew. `stopped`: asked between two shoppers. */
export const resealAll = async (
  parts: ResealParts,
  stopped: () => boolean = () => false,
): Promise<number> => {
  let count = (await resealParked(parts)) + (await resealPools(parts, stopped))
  for await (const document of parts.store.records.shoppers()) {
    if (stopped()) return count
    if (await resealShopper(parts, readDocument(document).id)) count++
  }
  return count
}

export type Left = {
  readonly shoppers: number
  readonly codes: number
  readonly parked: number
  /** Codes of pools, whether somebody has them or not. */
  readonly pools: number
}

/** How much the older key is still needed for. Reads only. */
export const leftToReseal = async ({ store, seal }: Pick<ResealParts, 'store' | 'seal'>): Promise<Left> => {
  let [shoppers, codes] = [0, 0]
  for await (const document of store.records.shoppers()) {
    const shopper = readDocument(document)
    const { key } = await store.load(shopper.id)
    if (!isOld(seal, key, codesOf(shopper))) continue
    shoppers++
    codes += codesOf(shopper).filter((code) => !seal.isNewest(code.sealed, code.id)).length
  }
  const parked = await store.records.parkedEvents(MOST_PARKED)
  let pools = 0
  for await (const old of oldInPools({ store, seal })) pools += old.length
  return {
    shoppers,
    codes,
    pools,
    parked: parked.filter(({ entry, id }) => !seal.isNewest(entry, id)).length,
  }
}
