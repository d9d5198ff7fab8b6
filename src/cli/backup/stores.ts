// The stores that the verbs work on, opened by the settings.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Store } from '../../ports/store.ts'
import { StartError } from '../../start/start-error.ts'
import { openSqliteStore } from '../../stores/sqlite/open.ts'

export const dataFile = ({ data }: Pick<Config, 'data'>): string => join(data, 'winback.db')

export const openToRead = async (config: Config): Promise<Store> => {
  if (!existsSync(dataFile(config)))
    throw new StartError(
      `There is no data in ${config.data} yet: WINBACK_DATA names the folder that \`winback start\` fills`,
    )
  return openSqliteStore(dataFile(config), { readonly: true })
}
