// The store and the keys of what is sealed in it, opened together: a wrong key is told before anything is written.
import type { Config } from '../config.ts'
import type { Seal } from '../ports/seal.ts'
import type { SqliteOptions } from '../stores/sqlite/open.ts'
import { mustBeThere, type OpenedStore, openServed } from './open-store.ts'
import { type LiveKeys, openKeys, sealOf } from './sealing-key.ts'
import { pullKeyFiles, pushKeyFiles } from './shared-keys.ts'

export type Sealed = OpenedStore & {
  readonly keys: LiveKeys
  readonly seal: Seal
  /** Others on this store are told what became of the keys. */
  readonly shareKeys: () => Promise<void>
}

/** Throws a StartError or a StoreError, with nothing left open. */
export const openSealed = async (config: Config, options: SqliteOptions = {}): Promise<Sealed> => {
  const { data } = config
  if (config.redis === null) {
    const keys = openKeys(config)
    const opened = await openServed(config, options)
    return { ...opened, keys, seal: sealOf(data, keys), shareKeys: async () => {} }
  }
  const opened = await openServed(config, options)
  const { notes } = opened.store
  try {
    await pullKeyFiles(notes, data)
    const keys = openKeys(config)
    const shareKeys = () => pushKeyFiles(notes, data)
    await shareKeys()
    return { ...opened, keys, seal: sealOf(data, keys), shareKeys }
  } catch (error) {
    await opened.store.close()
    throw error
  }
}

/** For the verbs: a StartError where there is no data yet. `hint`: what to do then. */
export const openSealedThere = (
  config: Config,
  options: SqliteOptions = {},
  hint?: string,
): Promise<Sealed> => {
  mustBeThere(config, hint)
  return openSealed(config, options)
}
