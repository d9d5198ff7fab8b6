// Where the sealing key comes from at start, and whether it is the one that this data folder was sealed with.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { type Config, readKey } from '../config.ts'
import type { Seal } from '../ports/seal.ts'
import { createSeal } from '../seal.ts'
import { makeFolder, startErrorOf } from './data-folder.ts'
import {
  beginRotation,
  CHECK_FILE,
  isRotating,
  opensCheck,
  opensOld,
  readRing,
  writeCheck,
  writeWhole,
} from './key-ring.ts'
import { StartError } from './start-error.ts'

/** Whatever of these lies in a folder, a key was needed for it. */
const SEALED = [CHECK_FILE, 'winback.db']

type Settings = Pick<Config, 'data' | 'key' | 'keyFile' | 'storefront'> &
  Partial<Pick<Config, 'keyOld' | 'keyOldFile'>>

/** The keys that are live: the older one only while something may still be sealed with it. */
export type LiveKeys = { readonly key: Uint8Array; readonly old: Uint8Array | null }

const oldKey = ({ keyOld, keyOldFile }: Settings): Uint8Array | null => {
  if (keyOld) return keyOld
  if (!keyOldFile) return null
  if (!existsSync(keyOldFile))
    throw new StartError(
      `The older sealing key ${keyOldFile} is missing. Restore it, or unset WINBACK_KEY_OLD_FILE.`,
    )
  const key = readKey(readKeyFile(keyOldFile))
  if (key) return key
  throw new StartError(`${keyOldFile} does not hold a sealing key: 32 bytes as base64 or hex are expected.`)
}

/** Makes a key only in demo mode, and only for a folder that holds nothing sealed. */
export const openKeys = (config: Settings): LiveKeys => {
  const { data } = config
  const key = config.key ?? keyFromFile(config)
  const old = oldKey(config)
  if (!existsSync(join(data, CHECK_FILE))) {
    if (hasData(data))
      throw new StartError(`${join(data, CHECK_FILE)} is missing, so the key can't be checked. ${RESTORE}`)
    writeCheck(data, key)
    return { key, old: null }
  }
  if (opensCheck(data, key)) {
    if (!isRotating(data) || opensOld(data, key)) return { key, old: null }
    if (old && opensOld(data, old)) return { key, old }
    throw new StartError(
      `Some of the data in ${data} is still sealed with the key before this one. Start with that key too, as` +
        ' WINBACK_KEY_OLD or WINBACK_KEY_OLD_FILE, until `winback keys status` says that it may go.',
    )
  }
  if (old && opensCheck(data, old)) {
    if (isRotating(data) && !opensOld(data, old))
      throw new StartError(
        `The change to the key that is WINBACK_KEY_OLD now is not finished. Start with that one as WINBACK_KEY, and` +
          ' change it again when `winback keys status` says that the key before it may go.',
      )
    beginRotation(data, key, old)
    return { key, old }
  }
  throw new StartError(
    `The data of ${data} was sealed with another key than the one ${config.key ? 'that WINBACK_KEY holds' : `in ${config.keyFile}`}.` +
      ' Start with the key that was used before, or name other data (WINBACK_DATA, or REDIS_URL where it is in Redis).' +
      ' To change the key, give the one before as WINBACK_KEY_OLD.',
  )
}

/** The seal of this data folder. */
export const openSeal = (config: Settings): Seal => sealOf(config.data, openKeys(config))

export const sealOf = (data: string, { key, old }: LiveKeys): Seal =>
  createSeal(key, { lasting: readRing(data, key), ...(old && { old }) })

const RESTORE = 'Restore it from your copy, or name another data folder in WINBACK_DATA.'

const keyFromFile = ({ data, keyFile, storefront }: Pick<Config, 'data' | 'keyFile' | 'storefront'>) => {
  if (!relative(data, keyFile).startsWith(`..${sep}`)) {
    throw new StartError(
      `The sealing key ${keyFile} must lie outside the data folder ${data}: a copy of the data must not hold its key.`,
    )
  }
  if (existsSync(keyFile)) {
    const key = readKey(readKeyFile(keyFile))
    if (key) return key
    throw new StartError(`${keyFile} does not hold a sealing key: 32 bytes as base64 or hex are expected.`)
  }
  if (hasData(data)) {
    throw new StartError(
      `The sealing key ${keyFile} is missing, and the data in ${data} can't be opened without it. ${RESTORE}`,
    )
  }
  if (storefront) {
    throw new StartError(
      `There is no sealing key. Set WINBACK_KEY, or make the file with: openssl rand -base64 32 > ${keyFile}`,
    )
  }
  const key = randomBytes(32)
  try {
    makeFolder(dirname(keyFile))
    writeWhole(keyFile, `${key.toString('base64')}\n`)
  } catch (error) {
    throw startErrorOf(error, keyFile, 'WINBACK_KEY_FILE')
  }
  return key
}

const readKeyFile = (keyFile: string): string => {
  try {
    return readFileSync(keyFile, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    const why = code === 'EISDIR' ? 'is a folder, not a file' : `can't be read (${code})`
    throw new StartError(
      `The sealing key ${keyFile} ${why}. Let this account read it, or change WINBACK_KEY_FILE.`,
    )
  }
}

/** Is there anything of ours in the folder that a key was needed for? */
const hasData = (data: string): boolean => SEALED.some((name) => existsSync(join(data, name)))
