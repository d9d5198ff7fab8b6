import { describe, expect, it } from 'vitest'
import { createSeal } from '../src/seal.ts'

const seal = createSeal(Buffer.alloc(32, 1))
const other = createSeal(Buffer.alloc(32, 2))

describe('the seal', () => {
  it('opens what it sealed, for the place it was sealed for', () => {
    const sealed = seal.seal('ZT-CMK5-T36X-5977', 's_1.abc')
    expect(seal.open(sealed, 's_1.abc')).toBe('ZT-CMK5-T36X-5977')
    expect(sealed).toMatch(/^[\w-]+$/)
    expect(() => seal.open(sealed, 's_2.abc')).toThrow()
  })

  it('opens nothing of another key, nothing damaged and nothing cut short', () => {
    const sealed = seal.seal('text', 'place')
    expect(() => other.open(sealed, 'place')).toThrow()
    expect(() => seal.open(sealed.slice(0, -4), 'place')).toThrow()
    expect(() => seal.open('', 'place')).toThrow()
    const bytes = Buffer.from(sealed, 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes)
      damaged[at] = damaged[at]! ^ 1
      expect(() => seal.open(damaged.toString('base64url'), 'place')).toThrow()
    }
  })

  it('seals the same text differently each time', () => {
    expect(seal.seal('a', 'p')).not.toBe(seal.seal('a', 'p'))
  })

  it('hashes the same way each time, and each kind in its own way', () => {
    expect(seal.hmac('code', 'x')).toBe(seal.hmac('code', 'x'))
    const kinds = (['address', 'code', 'token', 'id'] as const).map((kind) => seal.hmac(kind, 'x'))
    expect(new Set(kinds).size).toBe(4)
    expect(Buffer.from(kinds[0]!, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(other.hmac('code', 'x')).not.toBe(seal.hmac('code', 'x'))
  })

  it("seals a shopper's fields under the shopper's own key", () => {
    const [mine, yours] = [seal.newKey(), seal.newKey()]
    const sealed = seal.sealUnder(mine, 'Olena', 'name')
    expect(seal.openUnder(mine, sealed, 'name')).toBe('Olena')
    expect(() => seal.openUnder(yours, sealed, 'name')).toThrow()
    expect(() => other.openUnder(mine, sealed, 'name')).toThrow()
    expect(() => seal.open(sealed, 'name')).toThrow()
  })

  it('makes the same keys from the same chance, for a replay', () => {
    const seeded = () => {
      let n = 0
      return createSeal(Buffer.alloc(32, 1), (bytes) => new Uint8Array(bytes).fill(n++))
    }
    expect(seeded().newKey()).toBe(seeded().newKey())
  })

  it('wants a key of 32 bytes', () => {
    expect(() => createSeal(Buffer.alloc(16))).toThrow(RangeError)
  })
})
