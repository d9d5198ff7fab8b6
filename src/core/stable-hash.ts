// A stable hash of a text to a share of 1, for arms and variants: the same on every machine, for ever. Not secret.

/** FNV-1a over UTF-16 units, 32 bits, with murmur3's finaliser so that near texts land far apart. */
export const hash32 = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number from 0 (in) to 1 (out) that depends on `text` alone. */
export const shareOf = (text: string): number => hash32(text) / 0x1_0000_0000
