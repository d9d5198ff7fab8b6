// Where the sealing key comes from at start, and whether it is the one that this data folder was sealed with.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { type Config, readKey } from '../config.ts'
import type { Seal } from '../ports/seal.ts'
import { createSeal } from '../seal.ts'
import { makeFolder, startErrorOf } from './data-folder.ts'
import { StartError } from './start-error.ts'

/** A text sealed by the key of this data folder; it tells a wrong key before anything is read or written. */
const CHECK_FILE = 'key-check'
const CHECK_TEXT = 'winback'
/** Whatever of these lies in a folder, a key was needed for it. */
const SEALED = [CHECK_FILE, 'winback.db']

/** The seal of this data folder. Makes a key only in demo mode, and only for a folder that holds nothing sealed. */
export const openSeal = (config: Pick<Config, 'data' | 'key' | 'keyFile' | 'storefront'>): Seal => {
  const seal = createSeal(config.key ?? keyFromFile(config))
  const check = join(config.data, CHECK_FILE)
  if (existsSync(check)) {
    try {
      if (seal.open(readFileSync(check, 'utf8').trim(), CHECK_FILE) === CHECK_TEXT) return seal
    } catch {
      // said below, in words
    }
    throw new StartError(
      `The data in ${config.data} was sealed with another key. Start with the key that was used before` +
        ` (${config.key ? 'WINBACK_KEY' : config.keyFile}), or name another data folder in WINBACK_DATA.`,
    )
  }
  if (hasData(config.data))
    throw new StartError(`${check} is missing, so the key can't be checked. ${RESTORE}`)
  writeWhole(check, `${seal.seal(CHECK_TEXT, CHECK_FILE)}\n`)
  return seal
}

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

/** All of it or nothing: a full disk leaves no half a file behind. */
const writeWhole = (path: string, text: string): void => {
  const half = `${path}.new`
  writeFileSync(half, text, { mode: 0o600, flush: true })
  renameSync(half, path)
}

/** Is there anything of ours in the folder that a key was needed for? */
const hasData = (data: string): boolean => SEALED.some((name) => existsSync(join(data, name)))
