// Hashes of features: 32-bit numbers that stand for texts and for pairs of them. It knows nothing of what they say.

/** FNV-1a of a text; `seed` parts kinds of features, so that "a" as a word and "a" as a piece differ. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** The hash one letter further: `code` is a UTF-16 unit. */
export const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

/** A hash of two, in this order, within a kind. */
export function hashPair(kind: number, a: number, b: number): number {
  let hash = Math.imul(kind ^ a, 0x2c1b3c6d)
  hash ^= hash >>> 13
  hash = Math.imul(hash ^ b, 0x297a2d39)
  return hash ^ (hash >>> 15)
}
