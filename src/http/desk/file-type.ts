// What a file is by its first bytes, and whether a page may show it. What it calls itself is never believed.

/** What a browser shows or plays and cannot be made to run: no SVG, no HTML, no PDF. */
const SIGNS: readonly (readonly [type: string, at: number, sign: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/mpeg', 0, '\xff\xf3'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/mp4', 4, 'ftypM4A'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['video/mp4', 4, 'ftyp'],
]

const startsWith = (bytes: Uint8Array, at: number, sign: string): boolean =>
  [...sign].every((char, n) => bytes[at + n] === char.charCodeAt(0))

/** null: to be kept as a file and not to be opened. */
export const shownType = (bytes: Uint8Array): string | null =>
  SIGNS.find(([, at, sign]) => startsWith(bytes, at, sign))?.[0] ?? null
