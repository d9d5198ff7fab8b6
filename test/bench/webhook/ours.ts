// The webhook of the shop's own app, as the product has it: the signed hook, the engine with the shipped rules, SQLite with
// full sync. What is said to shoppers is committed and goes to a channel that shows it at once, as the web chat's does.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../../../src/channels/app/open.ts'
import { addHookRoutes } from '../../../src/http/hook-routes.ts'
import { trustsOf } from '../../../src/http/proxies.ts'
import { createServer } from '../../../src/http/server.ts'
import { compileRulebook } from '../../../src/rulebook/compile.ts'
import { readSources } from '../../../src/rulebook/sources.ts'
import { createEngine } from '../../../src/runtime/create-engine.ts'
import { createSeal } from '../../../src/seal.ts'
import { createInbox } from '../../../src/start/inbox.ts'
import { createLog } from '../../../src/start/log.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { createFinder } from '../../../src/understand/found/finder.ts'
import { createOfflineReader } from '../../../src/understand/offline-reader.ts'

const ROOT = new URL('../../../', import.meta.url).pathname

/** A round that takes longer has lost a message, ms. */
const PATIENCE = 60_000

export type WebhookSide = {
  readonly port: () => number
  /** Comes back when `count` more messages are read, decided and committed since the last call. */
  readonly answered: (count: number) => Promise<void>
  /** Documents, lines of talks, entries of the journal: what the store holds. */
  readonly held: () => Promise<{ readonly events: number; readonly lines: number }>
  readonly close: () => Promise<void>
}

export type WebhookOptions = { readonly key: string }

/** The shipped rules; a message is read as soon as it is there, with no time for more pieces. */
const shipped = async () => {
  const result = compileRulebook(await readSources(`${ROOT}flows`, `${ROOT}locales`))
  if (!('rulebook' in result)) throw new Error('the shipped flows have mistakes')
  const { rulebook } = result
  return { ...rulebook, shop: { ...rulebook.shop, pieces_within: 0 } }
}

export const open = async ({ key }: WebhookOptions): Promise<WebhookSide> => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
  const rulebook = await shipped()
  const store = await openSqliteStore(join(folder, 'winback.db'), { sync: 'full' })
  const log = createLog('silent')
  const seal = createSeal(new Uint8Array(32).fill(7))
  const settings = { key: Buffer.from(key, 'base64'), url: 'http://127.0.0.1:9/' }
  const inbox = createInbox({ engine: () => engine, clock: Date.now, log, arrive: async () => null })
  const { hooks = [] } = openApp(settings, { inbox })
  let read = 0
  let told: (() => void) | null = null
  let wanted = 0
  const meter = {
    turn: (kind: string, outcome: string) => {
      if (kind === 'wake_up' && outcome === 'done' && ++read >= wanted) told?.()
    },
    ...{ commit: () => {}, code: () => {}, delivery: () => {} },
  }
  const engine = createEngine({
    ...{ store, seal, log, meter, clock: Date.now, random: (bytes: number) => randomBytes(bytes) },
    rulebooks: { now: () => rulebook, byHash: async () => rulebook },
    ...{ understand: createOfflineReader(), finder: createFinder() },
    channels: [{ name: 'app', can: { buttons: 20, text: 4096, writes_first: true }, send: async () => {} }],
    ...{ desks: [], holder: 'bench', lease: 0 },
  })
  const trusts = trustsOf([])
  const { app } = createServer({ log, trusts })
  addHookRoutes(app, hooks, trusts)
  await app.listen({ host: '127.0.0.1', port: 0 })
  engine.start()
  return {
    port: () => (app.server.address() as AddressInfo).port,
    answered: async (count) => {
      wanted += count
      if (read < wanted)
        await new Promise<void>((resolve, reject) => {
          told = resolve
          setTimeout(() => reject(new Error(`${read} of ${wanted} were read`)), PATIENCE).unref()
        })
      told = null
    },
    held: async () => {
      let events = 0
      for await (const _ of store.records.journal(0)) events++
      return { events, lines: read }
    },
    close: async () => {
      await app.close()
      await engine.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
