// A real engine on a real data file with a model beside it, for tests: shipped rules, a clock that the test moves.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { openModel } from '../../src/model/open-model.ts'
import { createPhraser } from '../../src/model/phraser.ts'
import { createModelReader } from '../../src/model/reader.ts'
import type { ModelSettings } from '../../src/model/settings.ts'
import type { ModelMeter } from '../../src/ports/meter.ts'
import type { Store } from '../../src/ports/store.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { createOfflineReader } from '../../src/understand/offline-reader.ts'
import { openEngine, visitor } from '../runtime/open-engine.ts'

export const SETTINGS: ModelSettings = {
  url: 'http://127.0.0.1:9/v1',
  key: 'sk-test',
  name: 'fake',
  reads: 'always',
  phrases: false,
  masks: true,
  price: null,
  daily: null,
}

export type Told = { readonly what: string; readonly outcome: string; readonly ms: number }

type Options = {
  readonly settings: Partial<ModelSettings>
  readonly rulebook: Rulebook
  readonly folder?: string
  readonly between?: (store: Store) => Store
}

const offline = createOfflineReader()

export const openModelWorld = async ({ settings: some, rulebook, between, ...options }: Options) => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'winback-model-'))
  const path = join(folder, 'winback.db')
  const settings = { ...SETTINGS, ...some }
  const told: Told[] = []
  const logged: string[] = []
  const log = (level: string) => (fields: object, message: string) =>
    void logged.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const meter: ModelMeter = { model: (what, outcome, ms) => void told.push({ what, outcome, ms }) }
  const notes = await openSqliteStore(path, { sync: 'normal' })
  const model = await openModel({
    ...{ settings, notes: notes.notes, meter },
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  })
  let now = Date.UTC(2026, 10, 23, 8)
  const opened = await openEngine({
    ...{ path, rulebook, clock: () => now, ...(between && { between }) },
    understand: createModelReader(offline, model.client, settings),
    phrase: settings.phrases ? createPhraser(model.client, settings, meter) : undefined,
  })
  const { engine, store, sent } = opened
  const run = randomUUID()
  let events = 0
  const from = visitor('olena-petrenko-77')
  const hand = (what: Parameters<typeof engine.accept>[0]['what'], trust: 'hint' | 'fact' = 'hint') =>
    engine.accept({ id: `${run}-${++events}`, at: now, trust, from, what })
  return {
    ...{ engine, store, sent, model, told, logged, settings, folder, hand, from },
    clock: () => now,
    pass: async (ms: number) => {
      now += ms
      await engine.settle(now)
    },
    /** Says it and waits for the answer; answers what was sent since, and how long it took, ms. */
    say: async (text: string) => {
      const before = sent.length
      await hand({ kind: 'said', text, address: from })
      now += 2_000
      const began = performance.now()
      await engine.settle(now)
      return { ms: performance.now() - began, sent: sent.slice(before) }
    },
    shopper: async () => engine.shopper((await engine.find(from)) ?? ''),
    close: async (keep = false) => {
      await opened.close()
      await model.close()
      await notes.close()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type ModelWorld = Awaited<ReturnType<typeof openModelWorld>>
