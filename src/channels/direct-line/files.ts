// Files that shoppers sent: each sealed under a key of its own, which stands in its ref and nowhere else. Whoever forgets
// the ref, as an erasure does, has made the file unreadable; what is old is removed.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Files } from './doors.ts'

const DAY = 24 * 60 * 60 * 1000
/** A file lives as long as its talk is likely to be looked at. */
const LIVES = 30 * DAY
/** Bytes of all of them together. */
const ROOM = 2 * 1024 ** 3

export type KeptFiles = Files & {
  /** Removes what is older than 30 days by `now`, and counts the rest. */
  readonly tidy: (now: number) => Promise<void>
}

const REF = /^([\w-]{22})\.([\w-]{43})$/
const CIPHER = 'aes-256-gcm'

export const openFiles = (folder: string, room = ROOM): KeptFiles => {
  let used = 0
  return {
    put: async (type, bytes) => {
      if (used + bytes.length > room) return null
      used += bytes.length
      const id = randomBytes(16).toString('base64url')
      const key = randomBytes(32)
      const nonce = randomBytes(12)
      const cipher = createCipheriv(CIPHER, key, nonce)
      const head = Buffer.from(type)
      const sealed = Buffer.concat([
        cipher.update(Buffer.from([head.length])),
        cipher.update(head),
        cipher.update(bytes),
        cipher.final(),
      ])
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, id), Buffer.concat([nonce, cipher.getAuthTag(), sealed]), {
        mode: 0o600,
        flush: true,
      })
      return `${id}.${key.toString('base64url')}`
    },
    open: async (ref) => {
      const [, id, key] = REF.exec(ref) ?? []
      if (id === undefined || key === undefined) return null
      try {
        const kept = await readFile(join(folder, id))
        const cipher = createDecipheriv(CIPHER, Buffer.from(key, 'base64url'), kept.subarray(0, 12))
        cipher.setAuthTag(kept.subarray(12, 28))
        const whole = Buffer.concat([cipher.update(kept.subarray(28)), cipher.final()])
        const begins = 1 + whole[0]!
        return { type: whole.subarray(1, begins).toString(), bytes: new Uint8Array(whole.subarray(begins)) }
      } catch {
        // Removed, or not this one's key.
        return null
      }
    },
    remove: async (ref) => {
      const [, id] = REF.exec(ref) ?? []
      if (id !== undefined) await rm(join(folder, id), { force: true })
    },
    tidy: async (now) => {
      let left = 0
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name)
        const found = await stat(path).catch(() => null)
        if (!found) continue
        if (found.mtimeMs < now - LIVES) await rm(path, { force: true })
        else left += found.size
      }
      used = left
    },
  }
}
