// The data of `start`, opened to be read only: an engine that takes nothing in and sends nothing out.

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Store } from '../../ports/store.ts'
import { createEngine } from '../../runtime/create-engine.ts'
import type { Engine } from '../../runtime/engine.ts'
import { startErrorOf } from '../../start/data-folder.ts'
import { createLog } from '../../start/log.ts'
import { openRulebooks } from '../../start/open-rulebooks.ts'
import { openSealedThere } from '../../start/open-sealed.ts'
import { openDemoClock } from '../../storefronts/demo/clock.ts'
import { buysNow } from '../../understand/sessions/page-model.ts'
import { createDryStore } from '../import/dry-store.ts'

export type ReadData = {
  readonly engine: Engine
  readonly store: Store
  /** Milliseconds since 1970; in demo mode the demo's. */
  readonly clock: () => number
  readonly close: () => Promise<void>
}

/** Throws a StartError where there is no data, or the settings, the key or the rules don't allow it. */
export const openDataToRead = async (config: Config): Promise<ReadData> => {
  try {
    return await open(config)
  } catch (error) {
    throw startErrorOf(error, config.data, 'WINBACK_DATA')
  }
}

const open = async (config: Config): Promise<ReadData> => {
  const there = await openSealedThere(config, { readonly: true })
  const { seal } = there
  const store = createDryStore(there.store)
  const log = createLog(config.log === 'silent' ? 'silent' : 'error')
  const rulebooks = await openRulebooks(config, store.records, log, null).catch(async (error) => {
    await store.close()
    throw error
  })
  const clock =
    config.storefront === null ? openDemoClock(join(config.data, 'demo-clock.json')).now : Date.now
  const engine = createEngine({
    ...{ store, rulebooks, seal, clock, log, random: randomBytes, lease: 0, holder: 'explain' },
    chance: { buys: buysNow },
    understand: { read: () => ({ label: 'other', confidence: 0, lang: 'en' }) },
    ...{ channels: [], desks: [] },
  })
  const close = async (): Promise<void> => {
    await engine.stop()
    rulebooks.close()
    await store.close()
  }
  return { engine, store, clock, close }
}
