// Signed links: a synthetic IV over the content, which is also its signature, then the content under a key stream that
// starts from it (the SIV construction, RFC 5297, with our keyed hash as the only primitive). Knows no use of a link.
import { LINK_USES, type Link, type Links } from '../ports/links.ts'
import type { Seal } from '../ports/seal.ts'

/** Bytes of the signature: 2^-96 for a guess. */
const SIGNATURE = 12
const HEAD = 5
const LONGEST = 48
const MINUTE = 60_000
const BASE64URL = /^[\w-]+$/

const bytesOf = (hash: string): Uint8Array => Buffer.from(hash, 'base64url')

export const createLinks = (seal: Pick<Seal, 'hmac'>): Links => {
  const sign = (content: Uint8Array): Uint8Array =>
    bytesOf(seal.hmac('token', `link:${Buffer.from(content).toString('base64url')}`)).subarray(0, SIGNATURE)

  const veiled = (content: Uint8Array, signature: Uint8Array): Uint8Array => {
    const start = Buffer.from(signature).toString('base64url')
    const out = new Uint8Array(content.length)
    let stream = new Uint8Array()
    for (let n = 0; n < content.length; n++) {
      const at = n % 18
      if (at === 0) stream = new Uint8Array(bytesOf(seal.hmac('token', `link-stream:${start}:${n / 18}`)))
      out[n] = content[n]! ^ stream[at]!
    }
    return out
  }

  return {
    make: ({ use, about, until }) => {
      const text = Buffer.from(about)
      const content = Buffer.alloc(HEAD + text.length)
      content[0] = LINK_USES.indexOf(use)
      content.writeUInt32BE(Math.floor(until / MINUTE), 1)
      text.copy(content, HEAD)
      if (SIGNATURE + content.length > LONGEST)
        throw new RangeError(`A link can't be about "${about}": too long`)
      const signature = sign(content)
      return Buffer.concat([signature, veiled(content, signature)]).toString('base64url')
    },
    open: (token, now) => {
      if (token.length > 64 || !BASE64URL.test(token)) return null
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length < SIGNATURE + HEAD || bytes.toString('base64url') !== token) return null
      const signature = bytes.subarray(0, SIGNATURE)
      const content = Buffer.from(veiled(bytes.subarray(SIGNATURE), signature))
      if (!isSame(sign(content), signature)) return null
      const use = LINK_USES[content[0]!]
      const until = content.readUInt32BE(1) * MINUTE
      if (!use || until <= now) return null
      return { use, about: content.subarray(HEAD).toString(), until } satisfies Link
    },
  }
}

/** In the same time wherever they differ. */
const isSame = (a: Uint8Array, b: Uint8Array): boolean => {
  let differs = 0
  for (let n = 0; n < SIGNATURE; n++) differs |= a[n]! ^ b[n]!
  return differs === 0
}
