// The files of the data folder that say which key it is sealed with, and what goes on when that key is changed. Opens
// and writes them; knows no store.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSeal, type Lasting, lastingOf } from '../seal.ts'

/** A text sealed by the key of this data folder; it tells a wrong key before anything is read or written. */
export const CHECK_FILE = 'key-check'
/** The same by the older key, as long as anything may still be sealed with it. */
const OLD_FILE = 'key-old'
/** What addresses, ids and tokens are hashed under; a line for each key that opens it. */
const RING_FILE = 'key-ring'
const CHECK_TEXT = 'winback'

/** All of them, in the order in which a change of the key writes them. */
export const KEY_FILES = [RING_FILE, OLD_FILE, CHECK_FILE] as const

/** All of it or nothing: a full disk leaves no half a file behind. */
export const writeWhole = (path: string, text: string): void => {
  const half = `${path}.new`
  writeFileSync(half, text, { mode: 0o600, flush: true })
  renameSync(half, path)
}

const opens = (path: string, place: string, key: Uint8Array): boolean => {
  try {
    return createSeal(key).open(readFileSync(path, 'utf8').trim(), place) === CHECK_TEXT
  } catch {
    return false
  }
}

const mark = (path: string, place: string, key: Uint8Array): void =>
  writeWhole(path, `${createSeal(key).seal(CHECK_TEXT, place)}\n`)

export const opensCheck = (data: string, key: Uint8Array): boolean =>
  opens(join(data, CHECK_FILE), CHECK_FILE, key)

export const writeCheck = (data: string, key: Uint8Array): void =>
  mark(join(data, CHECK_FILE), CHECK_FILE, key)

/** Is there anything that the older key may still be needed for? */
export const isRotating = (data: string): boolean => existsSync(join(data, OLD_FILE))

export const opensOld = (data: string, key: Uint8Array): boolean => opens(join(data, OLD_FILE), OLD_FILE, key)

type Written = Readonly<Record<keyof Lasting, string>>

/** Under any of the keys; a folder whose key was never changed has none, and its key's own go on. */
export const readRing = (data: string, key: Uint8Array): Lasting => {
  const path = join(data, RING_FILE)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
  const seal = createSeal(key)
  for (const line of lines) {
    try {
      const { address, id, token } = JSON.parse(seal.open(line, RING_FILE)) as Written
      const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
      return { address: bytes(address), id: bytes(id), token: bytes(token) }
    } catch {
      // sealed for the other key
    }
  }
  return lastingOf(key)
}

const writeRing = (data: string, lasting: Lasting, keys: readonly Uint8Array[]): void => {
  const text = JSON.stringify(
    Object.fromEntries(
      Object.entries(lasting).map(([use, key]) => [use, Buffer.from(key).toString('base64')]),
    ),
  )
  const lines = keys.map((key) => `${createSeal(key).seal(text, RING_FILE)}\n`)
  writeWhole(join(data, RING_FILE), lines.join(''))
}

/** From now on the folder is the new key's; each step may be the last before a crash, and is done again. */
export const beginRotation = (data: string, key: Uint8Array, old: Uint8Array): void => {
  writeRing(data, readRing(data, old), [key, old])
  mark(join(data, OLD_FILE), OLD_FILE, old)
  writeCheck(data, key)
}

/** Nothing is sealed with the older key any more. */
export const endRotation = (data: string, key: Uint8Array): void => {
  writeRing(data, readRing(data, key), [key])
  rmSync(join(data, OLD_FILE), { force: true })
}
