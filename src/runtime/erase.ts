// Erasing a shopper: who else names it, what its codes give back, one plan for the store, and the rest until nothing is
// left. Repeatable anywhere: a plan that is begun is finished by whoever comes next.

import type { Ticket } from '../core/agents/ticket.ts'
import { endCodes } from '../core/codes/end-codes.ts'
import { readDocument, writeDocument } from '../core/document.ts'
import type { Address } from '../core/event.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import { dueOf } from '../core/time/due.ts'
import { DESKS_OUTSIDE, ticketNote } from '../ports/desk.ts'
import type { ErasePlan, ErasureState, Held } from '../ports/erasure.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import type { Seal } from '../ports/seal.ts'
import type { BudgetMove, Store } from '../ports/store.ts'
import { keptOf } from './kept-documents.ts'
import { addressText, newIdOf } from './new-id.ts'
import type { TicketPayload } from './payload.ts'
import { commitSurely } from './sure-commit.ts'

export type EraseParts = {
  readonly store: Store
  readonly seal: Seal
  readonly rulebook: () => Rulebook
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  /** What channels keep of their own is dropped; before anything else, so that a death leaves nothing behind. */
  readonly forget: Forget
}

/** `refs`: of files that lie with a channel. */
export type Forget = (
  addresses: readonly Address[],
  refs: readonly { readonly channel: string; readonly ref: string }[],
) => Promise<void>

/** What an erasure takes away, in numbers; nothing of it names anybody. */
export type Erased = {
  readonly lines: number
  readonly codes: number
  readonly tickets: number
  readonly enrolments: number
  readonly waiting: number
  readonly friends: number
}

const MOST_PARKED = 100_000
const TRIES = 20

type Found = {
  readonly ids: readonly string[]
  readonly own: readonly Shopper[]
  readonly friends: readonly Shopper[]
}

const carried = ({ folded_into }: Shopper): Shopper | null =>
  (folded_into?.content as Shopper | undefined) ?? null

/** The shopper, everybody who was folded into it, and whoever came by its word. A scan of all documents. */
const findAll = async ({ store }: EraseParts, shopper: string): Promise<Found> => {
  const ids = new Set([shopper])
  const own = new Map<string, Shopper>()
  const friends = new Map<string, Shopper>()
  for (let before = 0; before < ids.size; ) {
    before = ids.size
    friends.clear()
    for await (const document of store.records.shoppers()) {
      if (![...ids].some((id) => document.includes(id))) continue
      const one = readDocument(document)
      const isMine = ids.has(one.id) || (one.folded_into && ids.has(one.folded_into.shopper))
      if (isMine) {
        own.set(one.id, one)
        for (const { shopper: folded } of [...(one.folded ?? []), ...(carried(one)?.folded ?? [])])
          ids.add(folded)
        ids.add(one.id)
      } else if (one.referral && ids.has(one.referral.by)) friends.set(one.id, one)
    }
  }
  return { ids: [...ids], own: [...own.values()], friends: [...friends.values()] }
}

const addressesOf = (shoppers: readonly Shopper[]): readonly Address[] =>
  shoppers.flatMap((one) => [...one.addresses, ...(carried(one)?.addresses ?? [])])

/** What names of notes and ids of events may say of an address. */
const namesOf = (seal: Seal, shoppers: readonly Shopper[]): readonly string[] => {
  const names = addressesOf(shoppers).flatMap((address) => [
    ...[address.id, encodeURIComponent(address.id.toWellFormed()), address.id.toLowerCase()],
    ...seal.hmacs('address', addressText(address)),
  ])
  const traits = shoppers.flatMap(({ traits: { email, phone, device_id } }) => [email, phone, device_id])
  return [...new Set([...names, ...traits])].filter((name) => name !== undefined && name !== '') as string[]
}

const parkedOf = async ({ store, seal }: EraseParts, ids: readonly string[], names: readonly string[]) => {
  const found: string[] = []
  for (const { id, entry } of await store.records.parkedEvents(MOST_PARKED)) {
    const text = seal.open(entry, id)
    const { shopper } = JSON.parse(text) as { readonly shopper?: string }
    const isNamed = names.some((name) => text.includes(JSON.stringify(name)))
    if (isNamed || (shopper !== undefined && ids.includes(shopper))) found.push(id)
  }
  return found
}

/** Who came by its word came by nobody's from now on; somebody who writes meanwhile does not keep it. */
const forgetFriend = async (
  { store, rulebook, clock }: EraseParts,
  id: string,
  ids: readonly string[],
): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries++) {
    const stored = await store.load(id)
    if (stored.document === null || stored.key === null) return
    const { referral, ...after } = readDocument(stored.document)
    if (!referral || !ids.includes(referral.by)) return
    const { kind } = await commitSurely(store, {
      id: `${id}.${stored.version + 1}.unnamed`,
      ...{
        shopper: id,
        expects: stored.version,
        document: writeDocument(after),
        key: stored.key,
        event: null,
      },
      ...{ due: dueOf(rulebook(), after), outbox: [], lines: [], tickets: [], enrolments: [], budget: [] },
      ...{ journal: JSON.stringify({ unnamed: true }), at: clock() },
    })
    if (kind === 'done') return
  }
  throw new Error(`${id} was never left alone long enough to forget by whom it came`)
}

const refsOf = ({ lines }: Held) =>
  lines.flatMap(({ attachments = [] }) =>
    attachments.flatMap(({ channel, ref }) => (channel && ref ? [{ channel, ref }] : [])),
  )

/** Word to every desk outside that shows one of these tickets; of the shopper nothing is in it. */
const wordToDesks = async (
  { store, clock }: EraseParts,
  ids: readonly string[],
  alias: string,
): Promise<readonly OutboxItem[]> => {
  const { tickets } = await store.erasure.held(ids)
  const items: OutboxItem[] = []
  for (const row of tickets)
    for (const desk of DESKS_OUTSIDE) {
      const note = await store.notes.get(ticketNote(desk, (JSON.parse(row) as Ticket).id))
      if (!note) continue
      const payload: TicketPayload = { desk, erased: note.value }
      const id = `${alias}.desk.${items.length}`
      items.push({
        ...{ id, lane: `ticket:${desk}:${id}`, kind: 'ticket', payload: JSON.stringify(payload) },
        ...{ shopper: alias, rank: 0, due: clock(), lapses: null, after: null },
      })
    }
  return items
}

const summed = (moves: readonly BudgetMove[]): readonly BudgetMove[] => {
  const all = new Map<string, BudgetMove>()
  for (const { budget, reserved, spent } of moves) {
    const before = all.get(budget) ?? { budget, reserved: 0, spent: 0 }
    all.set(budget, { budget, reserved: before.reserved + reserved, spent: before.spent + spent })
  }
  return [...all.values()]
}

export const createErase = (parts: EraseParts) => {
  const { store, seal, rulebook, clock, random, forget } = parts

  /** null: there is no such shopper. */
  const look = async (
    shopper: string,
  ): Promise<(Found & { readonly erased: Erased; readonly held: Held }) | null> => {
    const found = await findAll(parts, shopper)
    if (found.own.length === 0) return null
    const held = await store.erasure.held(found.ids)
    const erased: Erased = {
      lines: held.lines.length,
      codes: found.own.reduce((sum, { codes }) => sum + codes.length, 0),
      ...{ tickets: held.tickets.length, enrolments: held.enrolments.length },
      waiting: held.outbox.filter(({ state }) => state === 'waiting').length,
      friends: found.friends.length,
    }
    return { ...found, erased, held }
  }

  const planOf = async ({ ids }: Found, key: string | null): Promise<ErasePlan> => {
    const stored = await Promise.all(ids.map((id) => store.load(id)))
    const now = rulebook()
    // What is planned is what was read with these versions.
    const current = stored.flatMap(({ document }) => (document === null ? [] : [readDocument(document)]))
    const whole = current.flatMap((one) => [one, ...(carried(one) ? [carried(one)!] : [])])
    const names = namesOf(seal, whole)
    const effects = whole.flatMap((one) => endCodes({ now, pinned: {} }, one, clock()))
    const alias = `x_${Buffer.from(random(12)).toString('base64url').slice(0, 16)}`
    return {
      alias,
      outbox: await wordToDesks(parts, ids, alias),
      ...{
        shoppers: ids,
        versions: stored.map(({ version }) => version),
        addresses: names,
        key,
        at: clock(),
      },
      visits: whole.flatMap(({ addresses }) => addresses.map((address) => newIdOf(seal, address))),
      parked: await parkedOf(parts, ids, names),
      budget: summed(effects.flatMap((one) => (one.kind === 'budget' ? [one] : []))),
      rows: effects.flatMap((one) =>
        one.kind === 'enrolment' ? [{ id: one.row.id, row: JSON.stringify(one.row) }] : [],
      ),
    }
  }

  const hashOf = (key: string): string => seal.hmac('token', `erase:${key}`)

  return {
    look,
    /** Is an erasure under this key known? */
    known: (key: string): Promise<ErasureState | null> => store.erasure.find(hashOf(key)),
    /** null: there is no such shopper. `left`: erasures whose files are not done yet. */
    erase: async (
      shopper: string,
      key: string | null,
      when: 'now' | 'if_quick' = 'now',
    ): Promise<{ readonly erased: Erased; readonly left: number } | null> => {
      for (let tries = 0; tries < TRIES; tries++) {
        const found = await look(shopper)
        if (!found) return null
        await forget(addressesOf(found.own), refsOf(found.held))
        for (const { id } of found.friends) await forgetFriend(parts, id, found.ids)
        const plan = await planOf(found, key === null ? null : hashOf(key))
        if ((await store.erasure.begin(plan)) === 'begun') {
          for (const id of found.ids) keptOf(store).forget(id)
          return { erased: found.erased, left: await store.erasure.finish(clock(), when) }
        }
      }
      throw new Error(`${shopper} was never left alone long enough to be erased`)
    },
    /** Finishes what was begun; answers how many are not done. */
    finish: (): Promise<number> => store.erasure.finish(clock()),
  }
}

export type Erase = ReturnType<typeof createErase>
