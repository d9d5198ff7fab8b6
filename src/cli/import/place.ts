// Where an import works: the data, the key, the rules and the clock of `winback start`, beside a running server or
// without one. A dry run writes nothing there.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Log } from '../../ports/log.ts'
import type { Seal } from '../../ports/seal.ts'
import type { Store } from '../../ports/store.ts'
import { createImporter, type Importer } from '../../runtime/importer.ts'
import { createSeal } from '../../seal.ts'
import { startErrorOf } from '../../start/data-folder.ts'
import { createLog } from '../../start/log.ts'
import { openRulebooks } from '../../start/open-rulebooks.ts'
import { openSealed } from '../../start/open-sealed.ts'
import { hasStore } from '../../start/open-store.ts'
import { openDemoClock } from '../../storefronts/demo/clock.ts'
import { openSqliteStore } from '../../stores/sqlite/open.ts'
import { createDryStore } from './dry-store.ts'

export type Place = {
  readonly store: Store
  readonly importer: Importer
  readonly seal: Seal
  readonly rulebook: Rulebook
  /** Milliseconds since 1970; in demo mode the demo's. */
  readonly clock: () => number
  readonly close: () => Promise<void>
}

/** Throws a StartError where the settings, the data, the key or the rules don't allow it. */
export const openPlace = async (config: Config, dry: boolean): Promise<Place> => {
  try {
    return await open(config, dry)
  } catch (error) {
    throw startErrorOf(error, config.data, 'WINBACK_DATA')
  }
}

const open = async (config: Config, dry: boolean): Promise<Place> => {
  const isThere = hasStore(config)
  // A dry run before the first start has nothing to look at: an empty store elsewhere will do.
  const elsewhere = dry && !isThere ? mkdtempSync(join(tmpdir(), 'winback-dry-')) : null
  if (!dry) mkdirSync(config.data, { recursive: true, mode: 0o700 })
  const { store, seal } = elsewhere
    ? {
        store: await openSqliteStore(join(elsewhere, 'winback.db'), { sync: 'normal' }),
        seal: createSeal(randomBytes(32)),
      }
    : await openSealed(config, dry ? { readonly: true } : {})
  const used = dry ? createDryStore(store) : store
  const end = async () => {
    await used.close()
    if (elsewhere) rmSync(elsewhere, { recursive: true, force: true })
  }
  try {
    const log: Log = createLog(config.log === 'silent' ? 'silent' : 'error')
    const rulebooks = await openRulebooks(config, used.records, log, null)
    const clock =
      config.storefront === null ? openDemoClock(join(config.data, 'demo-clock.json')).now : Date.now
    const importer = createImporter({
      ...{ store: used, rulebooks, seal, clock, log, random: randomBytes },
      // Nobody writes in a history, and nothing is said.
      understand: { read: () => ({ label: 'other', confidence: 0, lang: 'en' }) },
      ...{ channels: [], desks: [], lease: 0 },
      holder: `import-${hostname()}-${process.pid}`,
    })
    const close = async () => {
      await importer.idle()
      rulebooks.close()
      await end()
    }
    return { store: used, importer, seal, rulebook: rulebooks.now(), clock, close }
  } catch (error) {
    await end()
    throw error
  }
}
