// One turn: load, read the meaning, decide, claim, commit; on a stale version all of it again. No SDK, no HTTP.

import { type Decision, decide } from '../core/decide.ts'
import { readDocument } from '../core/document.ts'
import type { Reply } from '../core/effect.ts'
import { type Address, type Event, type Happening, isHistory, type Seen } from '../core/event.ts'
import { isPointer } from '../core/fold.ts'
import type { Refusal } from '../core/refused.ts'
import type { Rulebooks } from '../core/rulebook.ts'
import { newShopper, type Shopper } from '../core/shopper.ts'
import type { SeenEvent, Store, Stored } from '../ports/store.ts'
import { withGoodsAround } from './around-goods.ts'
import { withChance } from './chance.ts'
import { codeClaim } from './code-lookup.ts'
import { commitOf } from './commit.ts'
import type { EngineParts } from './engine-parts.ts'
import { claimFirstOrder } from './first-order.ts'
import { unbackedWords } from './guarding.ts'
import { keptOf } from './kept-documents.ts'
import { knownCodes } from './known-codes.ts'
import { withLooked } from './looked.ts'
import { readOnce, withMeaning } from './meaning.ts'
import { phraseOnce } from './phrasing.ts'
import { withPin } from './proofs.ts'
import { bringSpares } from './spares.ts'
import { commitSurely } from './sure-commit.ts'
import type { Line } from './words.ts'
import { claimWritten } from './written-to.ts'

/** What a turn is made of: an event that is not stamped yet, and its digest. Without one: a wake-up. */
export type TurnInput = {
  readonly shopper: string
  readonly id: string
  readonly at: number
  readonly trust: Event['trust']
  readonly from?: Address
  readonly also?: readonly Address[]
  readonly seen?: Seen
  readonly what: Happening
  readonly digest: string | null
  /** Lines of the talk of somebody who is taken in: they stand before what the turn says. */
  readonly lines?: readonly Line[]
}

export type TurnResult =
  | {
      readonly kind: 'done'
      readonly reply: Reply
      readonly repeat: boolean
      readonly line: number
      readonly due: number | null
    }
  | { readonly kind: 'changed' }
  /** The shopper was folded into another one: it is that one's turn (folds.ts finds it). */
  | { readonly kind: 'moved' }

/** Event ids live so long, ms. */
const EVENT_LIFE = 30 * 86_400_000
/** A model has so long in a whole turn, reading and phrasing together, ms. */
const MODEL_TIME = 2_500
/** Nobody comes into being by these: whoever they are about was erased meanwhile. */
const UNBORN: ReadonlySet<Happening['kind']> = new Set([
  ...(['wake_up', 'reachable', 'agent', 'action_done', 'code_used', 'code_returned', 'code_leaked'] as const),
  ...(['redeem', 'roll_back', 'lock', 'release', 'points_returned', 'taken_in', 'fold_cleared'] as const),
  ...(['consented', 'unsubscribed', 'subscribed'] as const),
])
const NOBODY: TurnResult = { kind: 'done', reply: { kind: 'ok' }, repeat: true, line: 0, due: null }

/** A turn that finds no rest after so many tries is a defect. */
const TRIES = 50

export const readShopper = (id: string, stored: Stored, at: number): Shopper => {
  if (stored.document !== null) return readDocument(stored.document)
  return newShopper(id, at)
}

const pinnedOf = async (parts: EngineParts, shopper: Shopper): Promise<Rulebooks> => {
  const now = parts.rulebooks.now()
  const hashes = new Set([
    ...shopper.talks.map((talk) => talk.rulebook),
    ...shopper.codes.flatMap((code) => code.reminder?.rulebook ?? []),
  ])
  hashes.delete(now.hash)
  const pinned: Record<string, Rulebooks['now']> = {}
  for (const hash of hashes) {
    const rulebook = await parts.rulebooks.byHash(hash)
    if (rulebook) pinned[hash] = rulebook
  }
  return { now, pinned }
}

type Decided = Extract<Decision, { kind: 'decided' }>

const refuse = (event: Event, ...more: readonly Refusal[]): Event => ({
  ...event,
  refused: [...(event.refused ?? []), ...more],
})

/** Decides, bringing spare codes as long as the decision wants more. */
const decideWithSpares = async (
  parts: EngineParts,
  rulebooks: Rulebooks,
  shopper: Shopper,
  stamped: Event,
): Promise<{ event: Event; decided: Decided }> => {
  let event = stamped
  for (;;) {
    const decision = decide(rulebooks, shopper, event)
    if (decision.kind === 'decided') return { event, decided: decision }
    const there = event.spares ?? []
    const { spares, refused } = await bringSpares(parts, rulebooks.now, shopper.id, decision.wanted, there)
    event = { ...event, spares: [...there, ...spares] }
    if (refused.length > 0) event = refuse(event, ...refused)
  }
}

/** Claims the codes that were issued; false where one of them is somebody else's already. */
const claimCodes = async (parts: EngineParts, decided: Decided): Promise<boolean> => {
  const claims = decided.effects.flatMap((effect) =>
    effect.kind === 'code' && !effect.pool && !effect.shared
      ? { key: codeClaim(effect.hmac), owner: effect.id }
      : [],
  )
  if (claims.length === 0) return true
  const owners = await parts.store.claim(claims, 'commit')
  return claims.every((claim, i) => owners[i] === claim.owner)
}

/** What this decision wanted of a budget that has no room for it. */
const refusalOf = (decided: Decided, budget: string): Refusal => {
  const moves = decided.effects.filter((effect) => effect.kind === 'budget' && effect.budget === budget)
  const wanted = moves.map((effect) =>
    effect.kind === 'budget' && effect.ceiling !== undefined ? effect.reserved : 0,
  )
  return { kind: 'budget_spent', budget, amount: Math.max(0, ...wanted) }
}

/** An agent's words that promise more than the shopper has, the code of this very act included; null: none. */
const wordsRefused = ({ effects, shopper }: Decided, { now }: Rulebooks, at: number): Refusal | null => {
  const said = effects.flatMap((effect) => (effect.kind === 'say' ? (effect.words ?? []) : []))
  const unbacked = said.flatMap((words) => unbackedWords(words, shopper, now, at))
  return unbacked.length > 0 ? { kind: 'unbacked_words', unbacked } : null
}

const stamp = async (input: TurnInput, parts: EngineParts): Promise<Event> => {
  const around = await parts.around?.()
  return {
    id: input.id,
    at: input.at,
    received: parts.clock(),
    trust: input.trust,
    ...(around && { around }),
    ...(input.from && { from: input.from }),
    ...(input.also && { also: input.also }),
    ...(input.seen && { seen: input.seen }),
    ...input.what,
  }
}

/** Stock and related goods, once the shopper is known; a try after this one looks again. */
const withGoods = async (parts: EngineParts, shopper: Shopper, event: Event): Promise<Event> => {
  const { around: told, ...bare } = event
  const { goods: _, ...rest } = told ?? {}
  const asks = () => parts.rulebooks.now().asks
  const goods = await withGoodsAround(parts.store.catalogue, asks, shopper, event, rest)
  const { shop } = parts.rulebooks.now()
  const around = withChance(parts.chance, asks, shopper, shop, event.received, goods)
  return around && Object.keys(around).length > 0 ? { ...bare, around } : bare
}

const repeatOf = (reply: string): TurnResult => ({
  ...{ kind: 'done', repeat: true, line: 0, due: null },
  reply: JSON.parse(reply) as Reply,
})

/** What those heard who were folded into this one: a repeat of theirs gets the reply that they got. */
const knownBefore = async (
  store: Store,
  { folded = [] }: Shopper,
  { id, at, digest }: TurnInput,
): Promise<TurnResult | null> => {
  // Each of them heard nothing after its fold.
  for (const one of digest === null ? [] : folded.filter((fold) => fold.at >= at - EVENT_LIFE)) {
    const known = await store.known(one.shopper, id)
    if (known) return known.digest === digest ? repeatOf(known.reply) : { kind: 'changed' }
  }
  return null
}

const countCodes = ({ meter }: EngineParts, { effects, reply }: Decided): void => {
  if (!meter) return
  for (const effect of effects) if (effect.kind === 'code') meter.code('issued')
  if (reply.kind === 'redeemed' || reply.kind === 'rolled_back') meter.code(reply.kind)
}

/** Runs one turn of one shopper. Throws what the store throws, and on a defect. */
export const runTurn = async (parts: EngineParts, input: TurnInput): Promise<TurnResult> => {
  const before = input.digest === null ? null : await parts.store.known(input.shopper, input.id)
  if (before) return before.digest === input.digest ? repeatOf(before.reply) : { kind: 'changed' }
  const until = performance.now() + MODEL_TIME
  const read = readOnce(parts.understand, until)
  const phrase = phraseOnce(parts, until)
  let event = await stamp(input, parts)
  for (let tries = 0; tries < TRIES; tries++) {
    const stored = await parts.store.load(input.shopper)
    if (stored.document === null && !input.from && UNBORN.has(input.what.kind)) return NOBODY
    // Who is known by history only did nothing today.
    const shopper =
      stored.document === null
        ? newShopper(input.shopper, isHistory(event) ? event.at : event.received)
        : keptOf(parts.store).read(input.shopper, stored.document)
    if (isPointer(shopper) && event.kind !== 'fold_cleared') return { kind: 'moved' }
    const repeat = await knownBefore(parts.store, shopper, input)
    if (repeat) return repeat
    event = await withPin(parts, shopper, await withLooked(parts, stored, shopper, event))
    const rulebooks = await pinnedOf(parts, shopper)
    const meant = await withMeaning(
      rulebooks,
      shopper,
      await withGoods(parts, shopper, event),
      read,
      parts.finder,
    )
    const { event: used, decided } = await decideWithSpares(parts, rulebooks, shopper, meant)
    event = used
    if (!(await claimCodes(parts, decided))) {
      event = { ...event, spares: [] }
      continue
    }
    const same = await claimFirstOrder(parts.store, parts.seal, shopper.id, decided.effects)
    if (same) {
      event = refuse(event, same)
      continue
    }
    const words = wordsRefused(decided, rulebooks, event.received)
    if (words) {
      event = refuse(event, words)
      continue
    }
    await claimWritten(parts, rulebooks.now.shop, decided.shopper, decided.effects)
    const seen: SeenEvent | null =
      input.digest === null
        ? null
        : { id: input.id, at: input.at, digest: input.digest, reply: JSON.stringify(decided.reply) }
    const phrased = await phrase(rulebooks, shopper, decided, event)
    const known = await knownCodes(parts, rulebooks.now, decided.effects, phrased.values())
    const result = await commitSurely(
      parts.store,
      commitOf(parts, {
        stored,
        before: shopper,
        event,
        decided,
        rulebooks,
        seen,
        lines: input.lines ?? [],
        phrased,
        known,
      }),
    )
    parts.meter?.commit(result.kind)
    switch (result.kind) {
      case 'done':
        countCodes(parts, decided)
        return { kind: 'done', reply: decided.reply, repeat: false, line: result.line, due: decided.due }
      case 'repeat':
        return repeatOf(result.reply)
      case 'changed':
        return { kind: 'changed' }
      case 'refused': {
        const refused = result.budgets.map((budget) => refusalOf(decided, budget))
        event = refuse(event, ...refused)
        break
      }
      case 'stale':
        // What was laid aside in a pool may be another's by now: it is drawn again.
        if (event.spares) event = { ...event, spares: event.spares.filter((spare) => !spare.pool) }
        break
    }
  }
  throw new Error(`the turn of a ${input.what.kind} found no rest after ${TRIES} tries`)
}
