// The stores that the verbs work on, opened by the settings.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readKey } from '../../config.ts'
import type { Seal } from '../../ports/seal.ts'
import type { Store } from '../../ports/store.ts'
import { createSeal } from '../../seal.ts'
import { openDataFolder } from '../../start/data-folder.ts'
import { openStore, openStoreThere } from '../../start/open-store.ts'
import { openKeys } from '../../start/sealing-key.ts'
import { StartError } from '../../start/start-error.ts'
import { openSqliteStore } from '../../stores/sqlite/open.ts'

/** A store that nobody else serves meanwhile, and its name in words. */
export type Opened = {
  readonly store: Store
  readonly place: string
  readonly alone: boolean
  readonly close: () => Promise<void>
}

const dataFile = ({ data }: Pick<Config, 'data'>): string => join(data, 'winback.db')

const requireData = (config: Pick<Config, 'data'>): void => {
  if (existsSync(dataFile(config))) return
  throw new StartError(
    `There is no data in ${config.data} yet: WINBACK_DATA names the folder that \`winback start\` fills`,
  )
}

/** Beside a running server. */
export const openToRead = (config: Config): Promise<Store> => openStoreThere(config, { readonly: true })

/** The folder's lock is held until it is closed; throws where a server runs on it. */
const openLocked = async (config: Config): Promise<Opened> => {
  const lock = openDataFolder(config.data)
  try {
    // Says which key the folder is sealed with before there is anything to open with it.
    openKeys(config)
    const store = await openSqliteStore(dataFile(config))
    const close = async (): Promise<void> => {
      await store.close()
      lock.release()
    }
    return { store, place: `the data folder ${config.data}`, alone: true, close }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Other processes may write there meanwhile: nothing keeps them out. */
export const openRedis = async (config: Config): Promise<Opened> => {
  if (config.redis === null)
    throw new StartError('REDIS_URL (or REDIS_CLUSTER) says where the Redis is: set it for the move.')
  const { store } = await openStore(config)
  const place = `the Redis at ${config.redis.nodes.map(({ host, port }) => `${host}:${port}`).join(', ')}`
  return { store, place, alone: false, close: store.close }
}

/** Where the settings say that the shop is. */
export const openToFill = (config: Config): Promise<Opened> =>
  config.redis === null ? openLocked(config) : openRedis(config)

export const openFolderToFill = openLocked

export const openFolderToLeave = async (config: Config): Promise<Opened> => {
  requireData(config)
  return openLocked(config)
}

/** The seal of the keys that are set, whatever folder they belong to; none is made. */
export const sealAtHand = (config: Config): Seal => {
  const keyOf = (bytes: Uint8Array | null | undefined, file: string | null | undefined): Uint8Array | null =>
    bytes ?? (file && existsSync(file) ? readKey(readFileSync(file, 'utf8')) : null)
  const key = keyOf(config.key, config.keyFile)
  if (!key)
    throw new StartError(
      `There is no sealing key at ${config.keyFile}. Put the key there that the shop had, or set WINBACK_KEY: without it nothing in the file can be opened.`,
    )
  const old = keyOf(config.keyOld, config.keyOldFile)
  return createSeal(key, old ? { old } : {})
}
