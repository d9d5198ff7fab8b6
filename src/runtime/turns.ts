// Turns of this process: queued per shopper, told to whoever listens; one that meets a defect is parked, not lost.
import type { Shopper } from '../core/shopper.ts'
import { StoreError } from '../ports/store-error.ts'
import type { Accepted } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { createFolds } from './folds.ts'
import { createQueues } from './queues.ts'
import { commitSurely } from './sure-commit.ts'
import { readShopper, runTurn, type TurnInput, type TurnResult } from './turn.ts'

/** A wake-up that met a defect is tried again after so long. */
const DEFECT_PAUSE = 3_600_000

/** `committed` is called after each commit with the shopper's highest line number. */
export const createTurns = (parts: EngineParts, committed: (shopper: string, line: number) => void) => {
  const { store, clock, log } = parts
  const queues = createQueues()

  const park = async (input: TurnInput, error: unknown): Promise<void> => {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    // Whole with the parked event; ids and messages may name somebody, and the log is read by more people.
    log.error({ shopper: input.shopper, kind: input.what.kind, err: error }, 'a turn met a defect: parked')
    parts.meter?.turn(input.what.kind, 'parked')
    const entry = parts.seal.seal(JSON.stringify(input), input.id)
    await store.records.park({ id: input.id, at: clock(), entry, why })
  }

  /** One turn of this very shopper. */
  const turnOf = async (input: TurnInput): Promise<TurnResult> => {
    const result = await queues.run(input.shopper, () => runTurn(parts, input))
    if (result.kind === 'moved') return result
    const { kind } = input.what
    parts.meter?.turn(kind, result.kind === 'changed' ? 'changed' : result.repeat ? 'repeat' : 'done')
    // Half a fold is nothing to look at: who is woken by the whole of it finds the other one.
    const isHalf = kind === 'folded'
    if (result.kind === 'done' && !result.repeat && !isHalf) committed(input.shopper, result.line)
    return result
  }
  const folds = createFolds(parts, turnOf)

  const turn = async (input: TurnInput): Promise<Accepted> => {
    const result = await turnOf(input)
    if (result.kind === 'moved') return turn({ ...input, shopper: await folds.root(input.shopper) })
    if (result.kind === 'changed') return { kind: 'refused', reason: 'changed' }
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
      if ((await turnOf(input)).kind === 'moved') await folds.finish(shopper)
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
    await commitSurely(store, {
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

  return { run: turnOrPark, wakeUp, load, root: folds.root, join: folds.join, idle: queues.idle }
}

export type Turns = ReturnType<typeof createTurns>
