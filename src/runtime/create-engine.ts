// The engine: intake, turn and relay put together behind the entrance that engine.ts names.
import type { Address } from '../core/event.ts'
import { assumedCode } from '../core/query/assumed-code.ts'
import { answerCode } from '../core/query/validate.ts'
import type { Shopper } from '../core/shopper.ts'
import { StoreError } from '../ports/store-error.ts'
import { createCodeLookup } from './code-lookup.ts'
import type { Accepted, Engine, Incoming, Validation } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { createIntake } from './intake.ts'
import { createLifeCycle } from './life-cycle.ts'
import { createQueues } from './queues.ts'
import { createRelay } from './relay.ts'
import { toReview } from './review.ts'
import { readShopper, runTurn, type TurnInput } from './turn.ts'

/** Event ids live so long; an older event can't be told from a repeat. */
const EVENT_LIFE = 30 * 86_400_000
/** Somebody who only looked is forgotten after so long. */
const VISIT_LIFE = 90 * 86_400_000
/** A wake-up that met a defect is tried again after so long. */
const DEFECT_PAUSE = 3_600_000

/** What a look is told when it comes again after its visitor became a shopper. */
const COUNTED = JSON.stringify({ kind: 'ok' })

const NOT_FOUND: Validation = { valid: false, reason: 'not_found' }

export const createEngine = (parts: EngineParts): Engine => {
  const { store, clock, log } = parts
  const codes = createCodeLookup(store, parts.seal)
  const prefix = () => parts.rulebooks.now().shop.code_prefix
  const intake = createIntake(store, parts.seal, codes, prefix)
  const queues = createQueues()
  const relay = createRelay(parts)
  const listeners = new Set<(shopper: string, line: number) => void>()

  const committed = (shopper: string, line: number): void => {
    for (const listen of listeners) listen(shopper, line)
    life.committed()
  }

  const park = async (input: TurnInput, error: unknown): Promise<void> => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    log.error({ event: input.id, why }, 'a turn met a defect; its event is parked')
    const entry = parts.seal.seal(JSON.stringify(input), input.id)
    await store.records.park({ id: input.id, at: clock(), entry, why })
  }

  const turn = async (input: TurnInput): Promise<Accepted> => {
    const result = await queues.run(input.shopper, () => runTurn(parts, input))
    if (result.kind === 'changed') return { kind: 'refused', reason: 'changed' }
    if (!result.repeat) committed(input.shopper, result.line)
    return { kind: 'done', reply: result.reply, shopper: input.shopper, repeat: result.repeat }
  }

  const turnOrPark = async (input: TurnInput): Promise<Accepted> => {
    try {
      return await turn(input)
    } catch (error) {
      // What the store could not do is not the event's fault: the caller hears it and may try again.
      if (error instanceof StoreError) throw error
      await park(input, error)
      return { kind: 'parked', why: error instanceof Error ? error.message : String(error) }
    }
  }

  const load = async (id: string): Promise<Shopper | null> => {
    const stored = await store.load(id)
    return stored.document === null ? null : readShopper(id, stored, clock())
  }

  const accept = async (incoming: Incoming): Promise<Accepted> => {
    const now = clock()
    if (incoming.at < now - EVENT_LIFE) return { kind: 'refused', reason: 'too_old' }
    const at = Math.min(incoming.at, now)
    const digest = intake.digest(incoming)
    const address = 'channel' in incoming.from ? incoming.from : null
    // Only the shop can vouch for two addresses being one person.
    const also = incoming.trust === 'fact' ? (incoming.also ?? []) : []
    const shopper = address
      ? await intake.whose([address, ...also])
      : (incoming.from as { shopper: string }).shopper
    if (!address && (shopper === null || (await store.load(shopper)).version === 0))
      return { kind: 'refused', reason: 'unknown_shopper' }
    if (address && shopper === null && incoming.what.kind === 'viewed') {
      const event = { id: incoming.id, at, digest, reply: COUNTED }
      const visit = await store.visit(intake.newId(address), event, now + VISIT_LIFE)
      if (visit.kind === 'changed') return { kind: 'refused', reason: 'changed' }
      if (visit.kind !== 'shopper') return { kind: 'counted', repeat: visit.kind === 'repeat' }
    }
    const owner = shopper ?? (address ? await intake.claim(address, intake.newId(address)) : '')
    if (address && also.length > 0)
      await Promise.all([address, ...also].map((one) => intake.claim(one, owner)))
    const { what, foreign } = await intake.clean(incoming.what, owner)
    const assumed =
      parts.ordersRedeem && what.kind === 'order_completed' ? await assume(owner, what, at) : what
    const done = await turnOrPark({
      shopper: owner,
      id: incoming.id,
      at,
      trust: incoming.trust,
      ...(address && { from: address }),
      what: assumed,
      digest,
    })
    if (foreign && what.kind === 'order_completed')
      await useForeign(`${incoming.id}#code`, foreign, what.order, at, digest)
    return done
  }

  const assume = async (
    owner: string,
    what: Extract<Incoming['what'], { kind: 'order_completed' }>,
    at: number,
  ) => {
    const shopper = await load(owner)
    const code = shopper && assumedCode(shopper, what.order, at)
    return code ? { ...what, code } : what
  }

  /** The order was paid with somebody else's code: a fact of that code's owner. */
  const useForeign = (
    id: string,
    code: string,
    order: Extract<Incoming['what'], { kind: 'order_completed' }>['order'],
    at: number,
    digest: string,
  ) =>
    turnOrPark({
      shopper: ownerOf(code),
      id,
      at,
      trust: 'fact',
      what: { kind: 'code_used', code, order },
      digest,
    })

  /** The owner's code that was typed, if `buyer` is its owner; null for anybody else, whether it exists or not. */
  const ownCode = async (
    typed: string,
    buyer: readonly Address[],
  ): Promise<{ id: string; shopper: string } | null> => {
    const who = await intake.whose(buyer)
    const [found] = await codes.typed(typed, prefix(), who)
    return found && who === found.shopper ? found : null
  }

  const wakeUp = async (shopper: string, due: number): Promise<void> => {
    const input: TurnInput = {
      shopper,
      id: `wake:${due}`,
      at: clock(),
      trust: 'fact',
      what: { kind: 'wake_up' },
      digest: null,
    }
    try {
      await turn(input)
    } catch (error) {
      if (error instanceof StoreError) throw error
      await park({ ...input, id: `wake:${shopper}:${due}` }, error)
      await postpone(shopper)
    }
  }

  /** A wake-up that can't be decided must not be decided again at once. */
  const postpone = async (shopper: string): Promise<void> => {
    const stored = await store.load(shopper)
    if (stored.document === null || stored.key === null) return
    await store.commit({
      id: `${shopper}.${stored.version + 1}.postponed`,
      shopper,
      expects: stored.version,
      document: stored.document,
      key: stored.key,
      event: null,
      due: clock() + DEFECT_PAUSE,
      outbox: [],
      lines: [],
      tickets: [],
      enrolments: [],
      budget: [],
      journal: JSON.stringify({ postponed: true }),
      at: clock(),
    })
  }

  const life = createLifeCycle(parts, relay, wakeUp)

  return {
    accept,
    validate: async (typed, order, buyer) => {
      const found = await ownCode(typed, buyer)
      const shopper = found && (await load(found.shopper))
      const code = shopper?.codes.find((one) => one.id === found?.id)
      return code ? answerCode(code, order, clock()) : NOT_FOUND
    },
    redeem: async (id, typed, order, buyer, at) => {
      const found = await ownCode(typed, buyer)
      if (!found)
        return { kind: 'done', reply: { kind: 'refused', reason: 'not_found' }, shopper: '', repeat: false }
      const what = { kind: 'redeem' as const, code: found.id, order, own: true }
      return accept({ id, at, trust: 'fact', from: { shopper: found.shopper }, what })
    },
    rollBack: async (id, redemption, at) => {
      const from = { shopper: ownerOf(redemption) }
      return accept({ id, at, trust: 'fact', from, what: { kind: 'roll_back', redemption } })
    },
    idFor: intake.newId,
    find: intake.find,
    shopper: load,
    rulebook: () => parts.rulebooks.now(),
    settle: async (now) => {
      for (;;) {
        const [next] = await store.leaseDue(now, 1, parts.holder, now + parts.lease)
        if (!next) break
        await queues.idle()
        await wakeUp(next.shopper, next.due)
      }
      await relay.drain()
    },
    review: async () => {
      let count = 0
      for await (const shopper of toReview(store, parts.rulebooks.now(), clock())) {
        await wakeUp(shopper, clock())
        count++
      }
      return count
    },
    start: life.start,
    stop: async () => {
      await life.stop()
      await queues.idle()
    },
    onLines: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Ids of codes and redemptions begin with their shopper's. */
const ownerOf = (id: string): string => id.slice(0, Math.max(0, id.lastIndexOf('.')))
