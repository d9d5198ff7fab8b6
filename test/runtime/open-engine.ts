// A real engine on a real data file, for tests: the shipped or a given rulebook, a clock the test may move.
import { randomBytes } from 'node:crypto'
import type { Rulebook } from '../../src/core/rulebook.ts'
import type { Chance } from '../../src/ports/chance.ts'
import type { Channel, Outgoing } from '../../src/ports/channel.ts'
import type { Desk } from '../../src/ports/desk.ts'
import type { Phrase } from '../../src/ports/phrase.ts'
import type { Seal } from '../../src/ports/seal.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Understand } from '../../src/ports/understand.ts'
import { createEngine } from '../../src/runtime/create-engine.ts'
import type { Proofs } from '../../src/runtime/proofs.ts'
import { createSeal } from '../../src/seal.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { createFinder } from '../../src/understand/found/finder.ts'
import { createOfflineReader } from '../../src/understand/offline-reader.ts'

export const KEY = new Uint8Array(32).fill(7)

type Options = {
  readonly path: string
  readonly rulebook: Rulebook
  /** Rulebooks of talks that began under them. */
  readonly others?: readonly Rulebook[]
  /** Where the rules change under way; else `rulebook` stays in force. */
  readonly inForce?: () => Rulebook
  readonly clock?: () => number
  readonly sync?: 'full' | 'normal'
  readonly holder?: string
  readonly channels?: readonly Channel[]
  readonly desks?: readonly Desk[]
  readonly lease?: number
  readonly chance?: Chance
  /** Where the sealing key is not the tests' own. */
  readonly seal?: Seal
  /** Stands between the engine and its store: one that dies, or is slow. */
  readonly between?: (store: Store) => Store
  /** Where it is not the offline reader alone. */
  readonly understand?: Understand
  readonly phrase?: Phrase | undefined
  readonly proofs?: (store: Store) => Proofs
}

export const openEngine = async (options: Options) => {
  const { path, rulebook } = options
  const store = await openSqliteStore(path, { sync: options.sync ?? 'normal' })
  const sent: Outgoing[] = []
  const web: Channel = {
    name: 'web',
    can: { buttons: 10, text: 4096, writes_first: true },
    send: async (message) => void sent.push(message),
  }
  const quiet = () => {}
  const kept = options.between?.(store) ?? store
  const engine = createEngine({
    store: kept,
    understand: options.understand ?? createOfflineReader(),
    finder: createFinder(),
    phrase: options.phrase,
    ...(options.proofs && { proofs: options.proofs(kept) }),
    ...(options.chance && { chance: options.chance }),
    rulebooks: {
      now: options.inForce ?? (() => rulebook),
      byHash: async (hash) => [rulebook, ...(options.others ?? [])].find((one) => one.hash === hash) ?? null,
    },
    seal: options.seal ?? createSeal(KEY),
    clock: options.clock ?? Date.now,
    random: (bytes) => randomBytes(bytes),
    channels: options.channels ?? [web],
    desks: options.desks ?? [],
    log: { info: quiet, warn: quiet, error: (fields, message) => console.error(message, fields) },
    holder: options.holder ?? `test-${process.pid}`,
    lease: options.lease ?? 30_000,
  })
  return {
    engine,
    store,
    sent,
    close: async () => {
      await engine.stop()
      await store.close()
    },
  }
}

export const visitor = (n: number | string) => ({ channel: 'web', id: `visitor-${n}` })
