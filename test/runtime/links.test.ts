// Signed links: nobody makes one, nobody reads one, and each ends when it says.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LINK_USES } from '../../src/ports/links.ts'
import { createLinks } from '../../src/runtime/links.ts'
import { createSeal } from '../../src/seal.ts'

const links = createLinks(createSeal(new Uint8Array(32).fill(7)))
const UNTIL = Date.UTC(2027, 0, 1)
const about = fc.string({ unit: 'binary', maxLength: 27 }).filter((text) => Buffer.byteLength(text) <= 27)

it('opens what it made, in at most 64 characters that any messenger takes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LINK_USES), about, (use, text) => {
      const token = links.make({ use, about: text, until: UNTIL })
      expect(token).toMatch(/^[\w-]{1,64}$/)
      expect(links.open(token, UNTIL - 1)).toEqual({ use, about: text, until: UNTIL })
      expect(links.open(token, UNTIL)).toBeNull()
    }),
  )
})

it('opens nothing that was changed in any character, cut, lengthened or made with another key', () => {
  const token = links.make({ use: 'join', about: 's_0123456789abcdef', until: UNTIL })
  const other = createLinks(createSeal(new Uint8Array(32).fill(8)))
  expect(other.open(token, 0)).toBeNull()
  expect(token).not.toContain('s_')
  for (let at = 0; at < token.length; at++) {
    for (const letter of 'aZ9-_') {
      if (token[at] === letter) continue
      expect(links.open(token.slice(0, at) + letter + token.slice(at + 1), 0), `${at}${letter}`).toBeNull()
    }
    expect(links.open(token.slice(0, at), 0)).toBeNull()
  }
  for (const more of ['A', '=', ' ', `${token}`]) expect(links.open(token + more, 0)).toBeNull()
})

it('refuses to make what would not fit', () => {
  expect(() => links.make({ use: 'flow', about: 'x'.repeat(40), until: UNTIL })).toThrow(RangeError)
})
