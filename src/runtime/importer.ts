// The entrance for a shop's history: orders and shoppers of long ago. No time is too old here, and a repeat adds
// nothing, however late it comes. Knows no files.
import type { Address, Happening } from '../core/event.ts'
import { asTold, keepsStop, withoutPoints } from '../core/orders/imported.ts'
import type { PastOrder } from '../core/orders/order.ts'
import { createCodeLookup } from './code-lookup.ts'
import type { EngineParts } from './engine-parts.ts'
import { createIntake } from './intake.ts'
import { createKnownOrders } from './known-orders.ts'
import { readShopper, type TurnInput } from './turn.ts'
import { createTurns } from './turns.ts'

/** Whose it is: one to a few addresses of one person, the surest first. */
type Whose = { readonly addresses: readonly [Address, ...Address[]] }

export type ImportedOrder = Whose & {
  readonly order: PastOrder & { readonly id: string }
  readonly traits?: Extract<Happening, { kind: 'order_imported' }>['traits']
}

export type ImportedShopper = Whose &
  Pick<Extract<Happening, { kind: 'shopper_imported' }>, 'traits' | 'consent' | 'consented'> & {
    /** Since when the shop knows them, ms since 1970; undefined: since now. */
    readonly created?: number
  }

export type ImportOutcome =
  | {
      readonly kind: 'added' | 'changed' | 'unchanged'
      /** The shopper's own stop outlives the consent of the file. */
      readonly keptStop?: boolean
      /** The order was told when it happened: nothing but a cancellation is taken from a file. */
      readonly told?: boolean
    }
  /** Its addresses are of different shoppers already. */
  | { readonly kind: 'two_shoppers' }
  /** It was counted for another shopper. */
  | { readonly kind: 'another_shopper' }
  /** A defect: kept with its error. */
  | { readonly kind: 'parked'; readonly why: string }

export const createImporter = (parts: EngineParts) => {
  const { store, seal, clock } = parts
  const shop = () => parts.rulebooks.now().shop
  const turns = createTurns(parts, () => {})
  const intake = createIntake(store, seal, createCodeLookup(store, seal), { shop, root: turns.root })
  const known = createKnownOrders(store, seal)

  /** Addresses that are being claimed: rows of one new person must not make two of them. */
  const claiming = new Map<string, Promise<unknown>>()

  /** The one shopper of these addresses, made where all are new; null where they are two shoppers'. */
  const ownerOf = async ({ addresses }: Whose, known?: string): Promise<string | null> => {
    const keys = addresses.map(({ channel, id }) => `${channel}:${id}`)
    for (let busy = keys.find((key) => claiming.has(key)); busy; busy = keys.find((key) => claiming.has(key)))
      await claiming.get(busy)
    const mine = claimFor({ addresses }, known)
    const settled = mine.catch(() => {})
    for (const key of keys) claiming.set(key, settled)
    try {
      return await mine
    } finally {
      for (const key of keys) claiming.delete(key)
    }
  }

  /** `known`: whose it is by something else than the addresses, where these are nobody's yet. */
  const claimFor = async ({ addresses }: Whose, known?: string): Promise<string | null> => {
    const owners = await intake.owners(addresses)
    const found = [...new Set(owners.filter((owner) => owner !== null))]
    if (found.length > 1) return null
    const shopper = found[0] ?? known ?? intake.newId(addresses[0])
    if (!owners.includes(null)) return shopper
    const claimed = await intake.claimAll(addresses, shopper)
    // Somebody else claimed one of them at this very moment.
    return claimed.every((owner) => owner === shopper) ? shopper : claimFor({ addresses }, known)
  }

  const run = async (input: TurnInput): Promise<ImportOutcome | 'repeat'> => {
    const done = await turns.run(input)
    if (done.kind === 'parked') return { kind: 'parked', why: done.why }
    if (done.kind !== 'done' || done.repeat) return 'repeat'
    return { kind: done.reply.kind === 'imported' ? done.reply.as : 'changed' }
  }

  const importOrder = async (given: ImportedOrder): Promise<ImportOutcome> => {
    const { order, traits, addresses } = given
    const { states, latest: noted } = await known.find(order.id)
    const latest = noted && { ...noted, shopper: await turns.root(noted.shopper) }
    const owner = await ownerOf(given, latest?.shopper)
    if (owner === null) return { kind: 'two_shoppers' }
    if (latest && latest.shopper !== owner && !latest.told) return { kind: 'another_shopper' }
    // What was told live stays with whom it was told of.
    const shopper = latest?.shopper ?? owner
    if (latest && isSame(latest, order)) return { kind: 'unchanged' }
    if (latest?.told && (!order.cancelled || latest.cancelled)) return { kind: 'unchanged', told: true }
    const was = latest && pastOf(latest)
    const what = { kind: 'order_imported' as const, order, ...(was && { was }), ...(traits && { traits }) }
    const digest = seal.hmac('id', JSON.stringify(order))
    // Its number and content are part of the id: what changes and changes back is a new event each time.
    const id = `import:order:${order.id}:${states}:${digest.slice(0, 16)}`
    const input = { shopper, id, at: order.at, trust: 'fact' as const, from: addresses[0], what, digest }
    const outcome = await run(input)
    if (outcome !== 'repeat' && outcome.kind === 'parked') return outcome
    await known.note(order.id, states, { ...(await standing(shopper, given, latest?.told)), shopper })
    return outcome === 'repeat' ? { kind: 'unchanged' } : outcome
  }

  /** How the order stands after the commit; an order that was told keeps its own sums. */
  const standing = async (shopper: string, { order }: ImportedOrder, told = false): Promise<PastOrder> => {
    const kept = (await turns.load(shopper))?.orders.recent.find(({ id }) => id === order.id)
    const { at, total, cancelled } = kept ?? order
    const isTold = told || (kept !== undefined && !kept.imported)
    return { at, total, cancelled: cancelled === true, ...(isTold && { told: true }) }
  }

  const importShopper = async (given: ImportedShopper): Promise<ImportOutcome> => {
    const { traits, consent, consented, created } = given
    const shopper = await ownerOf(given)
    if (shopper === null) return { kind: 'two_shoppers' }
    const told = {
      traits,
      ...(consent !== undefined && { consent }),
      ...(consented !== undefined && { consented }),
    }
    const at = Math.min(created ?? clock(), clock())
    const stored = await store.load(shopper)
    const before = stored.document === null ? null : readShopper(shopper, stored, at)
    const kept = before !== null && keepsStop(before, told) ? { keptStop: true } : {}
    const isKnown = before?.addresses.some((one) => isAddress(one, given.addresses[0]))
    const since = created === undefined ? before?.created : at
    const takesPoints = shop().points && traits.points !== undefined && !before?.ledger?.opened
    const isTold = before && asTold(before, withoutPoints(shop(), told), at) === before && !takesPoints
    if (before && isKnown && isTold && since! >= before.created) return { kind: 'unchanged', ...kept }
    const input: TurnInput = {
      ...{ shopper, id: `import:shopper:${stored.version}`, trust: 'fact', from: given.addresses[0] },
      at: since ?? at,
      what: { kind: 'shopper_imported', ...told },
      // What is known already is known by the document: there is nothing to remember an id for.
      digest: null,
    }
    const outcome = await run(input)
    if (outcome !== 'repeat' && outcome.kind === 'parked') return outcome
    return { kind: before ? 'changed' : 'added', ...kept }
  }

  /** Which of these orders are counted already, in order. */
  const areCounted = async (orders: readonly string[]): Promise<readonly boolean[]> =>
    (await known.findAll(orders)).map(({ latest }) => latest !== null)

  return { order: importOrder, areCounted, shopper: importShopper, idle: turns.idle }
}

export type Importer = ReturnType<typeof createImporter>

const isAddress = (one: Address, other: Address): boolean =>
  one.channel === other.channel && one.id === other.id

const isSame = (was: PastOrder, is: PastOrder): boolean =>
  was.at === is.at && was.total === is.total && was.cancelled === is.cancelled

const pastOf = ({ at, total, cancelled, told }: PastOrder): PastOrder => ({
  ...{ at, total, cancelled },
  ...(told && { told }),
})
