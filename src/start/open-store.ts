// Where the shop's data is, by the settings: SQLite in the data folder, or a Redis. The only file that knows both stores.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type NewsWire, NO_OTHERS } from '../ports/news.ts'
import type { Store } from '../ports/store.ts'
import { archiveJournal } from '../stores/sqlite/archive.ts'
import { openSqliteStore, type SqliteOptions } from '../stores/sqlite/open.ts'
import { refuseMoved } from './move-mark.ts'
import { StartError } from './start-error.ts'

export type StorePlace = Pick<Config, 'data' | 'redis'>

export type OpenedStore = {
  readonly store: Store
  /** Where other processes may work on the same store. */
  readonly isShared: boolean
  readonly news: NewsWire
  /** What the operator should know of the servers, in sentences. */
  readonly notices: readonly string[]
  /** Moves entries of the journal from before `at` out of the store; answers how many. A Redis keeps them. */
  readonly archive: (at: number) => Promise<number>
}

const fileOf = (data: string): string => join(data, 'winback.db')

/** A Redis is always there, or opening it says that it is not. */
export const hasStore = ({ data, redis }: StorePlace): boolean => redis !== null || existsSync(fileOf(data))

/** `readonly` holds for SQLite; of a Redis nothing is kept from whoever opens it. Throws what says what to do next. */
export const openStore = async (
  { data, redis }: StorePlace,
  options: SqliteOptions = {},
): Promise<OpenedStore> => {
  if (redis !== null) {
    const { openRedisStore } = await import('../stores/redis/open.ts')
    return { ...(await openRedisStore(redis)), isShared: true, archive: async () => 0 }
  }
  const path = fileOf(data)
  const store = await openSqliteStore(path, options)
  return { store, isShared: false, news: NO_OTHERS, notices: [], archive: (at) => archiveJournal(path, at) }
}

/** For whoever works on the shop, or reads it: refused where it was moved away, or has not arrived whole. */
export const openServed = async (place: StorePlace, options: SqliteOptions = {}): Promise<OpenedStore> => {
  const opened = await openStore(place, options)
  try {
    await refuseMoved(opened.store.notes, options.readonly ? 'read' : undefined)
    return opened
  } catch (error) {
    await opened.store.close()
    throw error
  }
}

/** For the verbs that work on a shop's data: a StartError where there is none yet. `hint`: what to do then. */
export const mustBeThere = (
  place: StorePlace,
  hint = 'WINBACK_DATA names the folder that `winback start` fills.',
): void => {
  if (!hasStore(place)) throw new StartError(`There is no data in ${place.data} yet: ${hint}`)
}

/** The same, opened. */
export const openStoreThere = async (
  place: StorePlace,
  options: SqliteOptions = {},
  hint?: string,
): Promise<Store> => {
  mustBeThere(place, hint)
  return (await openServed(place, options)).store
}
