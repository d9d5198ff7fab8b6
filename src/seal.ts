// Sealing: keyed hashes and sealed texts, from one master key. The only place that does cryptography with it.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes as secureBytes,
} from 'node:crypto'
import type { Seal } from './ports/seal.ts'

/** The first byte of whatever is sealed, so that a later format can stand beside this one. */
const VERSION = 1
const NONCE = 12
const TAG = 16
/** Bytes of a keyed hash: 144 bits. */
const HASH = 18

type Random = (bytes: number) => Uint8Array

/** Chance is drawn in bulk: asking the system for each nonce costs as much as the sealing. No byte is given twice. */
const POOL = 4096
const createPool = (): Random => {
  let pool = Buffer.alloc(0)
  return (bytes) => {
    if (bytes > POOL) return secureBytes(bytes)
    if (pool.length < bytes) pool = secureBytes(POOL)
    const drawn = pool.subarray(0, bytes)
    pool = pool.subarray(bytes)
    return drawn
  }
}

/** Keys of shoppers that were unwrapped last: those of one shopper's events come together. */
const KEPT = 1000
const createKeyring = (unwrap: (wrapped: string) => Uint8Array): ((wrapped: string) => KeyObject) => {
  const kept = new Map<string, KeyObject>()
  return (wrapped) => {
    const key = kept.get(wrapped) ?? createSecretKey(unwrap(wrapped))
    kept.delete(wrapped)
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!)
    kept.set(wrapped, key)
    return key
  }
}

/** `random` gives nonces and new keys; a replay hands in a seeded one. */
export const createSeal = (masterKey: Uint8Array, random: Random = createPool()): Seal => {
  if (masterKey.length !== 32) throw new RangeError('The master key is 32 bytes')
  const subkey = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `winback/1/${use}`, 32)))
  const sealing = subkey('seal')
  const wrapping = subkey('wrap')
  const hashing = {
    address: subkey('hmac/address'),
    code: subkey('hmac/code'),
    token: subkey('hmac/token'),
    id: subkey('hmac/id'),
  }
  const unwrap = createKeyring((wrapped) => open(wrapping, wrapped, 'key'))
  return {
    hmac: (kind, text) =>
      createHmac('sha256', hashing[kind]).update(text).digest().subarray(0, HASH).toString('base64url'),
    seal: (text, place) => close(sealing, Buffer.from(text), place, random),
    open: (sealed, place) => open(sealing, sealed, place).toString(),
    newKey: () => close(wrapping, random(32), 'key', random),
    sealUnder: (wrapped, text, place) => close(unwrap(wrapped), Buffer.from(text), place, random),
    openUnder: (wrapped, sealed, place) => open(unwrap(wrapped), sealed, place).toString(),
  }
}

/** version | nonce | sealed text | tag, as base64url. The place is authenticated with it, and not kept in it. */
const close = (key: KeyObject, plain: Uint8Array, place: string, random: Random): string => {
  const nonce = random(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(`${VERSION}:${place}`))
  const sealed = [cipher.update(plain), cipher.final()]
  return Buffer.concat([Buffer.of(VERSION), nonce, ...sealed, cipher.getAuthTag()]).toString('base64url')
}

const open = (key: KeyObject, sealed: string, place: string): Buffer => {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 1 + NONCE + TAG || bytes[0] !== VERSION) throw new Error('Not sealed by this version')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE), { authTagLength: TAG })
  decipher.setAAD(Buffer.from(`${VERSION}:${place}`))
  decipher.setAuthTag(bytes.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, -TAG)), decipher.final()])
  } catch {
    throw new Error('Sealed by another key, for another place, or damaged')
  }
}
