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

/** Keys of shoppers that were unwrapped last: those of one shopper's events come together. Half a KB each. */
const KEPT = 5000
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

type Hashed = 'address' | 'code' | 'token' | 'id'

/** The keys that everything hashed but codes stays under, whichever key seals: see docs/SECURITY.md. Bytes. */
export type Lasting = Readonly<Record<'address' | 'id' | 'token', Uint8Array>>

type MasterKey = { readonly sealing: KeyObject; readonly wrapping: KeyObject; readonly code: KeyObject }

const subkeyOf = (masterKey: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, '', `winback/1/${use}`, 32))

const openMaster = (masterKey: Uint8Array): MasterKey => {
  if (masterKey.length !== 32) throw new RangeError('The master key is 32 bytes')
  const key = (use: string) => createSecretKey(subkeyOf(masterKey, use))
  return { sealing: key('seal'), wrapping: key('wrap'), code: key('hmac/code') }
}

/** Those that the first key of a shop hashes under; they go on when the key is changed. */
export const lastingOf = (masterKey: Uint8Array): Lasting => ({
  address: subkeyOf(masterKey, 'hmac/address'),
  id: subkeyOf(masterKey, 'hmac/id'),
  token: subkeyOf(masterKey, 'hmac/token'),
})

export type SealOptions = {
  /** Gives nonces and new keys; a replay hands in a seeded one. */
  readonly random?: Random
  /** Still opens and still finds; seals and hashes nothing new. */
  readonly old?: Uint8Array
  /** What addresses, ids and tokens are hashed under; without it the key's own. */
  readonly lasting?: Lasting
}

/** `random` in place of the options, as a replay's seeded one. */
export const createSeal = (masterKey: Uint8Array, given: Random | SealOptions = {}): Seal => {
  const {
    random = createPool(),
    old,
    lasting = lastingOf(masterKey),
  } = typeof given === 'function' ? { random: given } : given
  const newest = openMaster(masterKey)
  const live = [newest, ...(old ? [openMaster(old)] : [])]
  const kept = {
    address: createSecretKey(lasting.address),
    id: createSecretKey(lasting.id),
    token: createSecretKey(lasting.token),
  }
  const hash = (key: KeyObject, text: string): string =>
    createHmac('sha256', key).update(text).digest().subarray(0, HASH).toString('base64url')
  const hmac = (kind: Hashed, text: string) => hash(kind === 'code' ? newest.code : kept[kind], text)
  const openAny = (use: 'sealing' | 'wrapping', sealed: string, place: string): Buffer => {
    for (const key of live.slice(0, -1)) {
      const plain = tryOpen(key[use], sealed, place)
      if (plain) return plain
    }
    return open(live.at(-1)![use], sealed, place)
  }
  const unwrap = createKeyring((wrapped) => openAny('wrapping', wrapped, 'key'))
  return {
    hmac,
    hmacs: (kind, text) => (kind === 'code' ? live.map(({ code }) => hash(code, text)) : [hmac(kind, text)]),
    seal: (text, place) => close(newest.sealing, Buffer.from(text), place, random),
    open: (sealed, place) => openAny('sealing', sealed, place).toString(),
    newKey: () => close(newest.wrapping, random(32), 'key', random),
    rewrap: (wrapped) => close(newest.wrapping, openAny('wrapping', wrapped, 'key'), 'key', random),
    isNewest: (sealed, place) =>
      tryOpen(place === 'key' ? newest.wrapping : newest.sealing, sealed, place) !== null,
    sealUnder: (wrapped, text, place) => close(unwrap(wrapped), Buffer.from(text), place, random),
    openUnder: (wrapped, sealed, place) => open(unwrap(wrapped), sealed, place).toString(),
  }
}

/** null where another key sealed it, or for another place. */
const tryOpen = (key: KeyObject, sealed: string, place: string): Buffer | null => {
  try {
    return open(key, sealed, place)
  } catch {
    return null
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
