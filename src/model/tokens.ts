// Parts of a text that a model may not see or change, put behind opaque tokens and back again. Pure.

/** Codes as they stand in lines, links, e-mails and phones of the shop. */
const FIXED =
  /\{code:[^}]*\}|https?:\/\/\S+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|\+?\d(?:[\s()-]?\d){8,}/gu

const tokenOf = (n: number): string => `⟦${String.fromCharCode(65 + n)}⟧`
const TOKEN = /⟦[^⟧]*⟧/g
/** More than this makes no text to be phrased. */
const MOST = 20

export type Hidden = { readonly text: string; readonly parts: readonly string[] }

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** null: there is too much of it, or it holds our own signs. `keep`: further parts, each wherever it stands. */
export const hide = (text: string, keep: readonly string[]): Hidden | null => {
  if (/[⟦⟧]/.test(text)) return null
  const parts: string[] = []
  const put = (part: string): string => {
    parts.push(part)
    return tokenOf(parts.length - 1)
  }
  const names = [...keep].filter((part) => part.trim() !== '').sort((a, b) => b.length - a.length)
  const sources = names.map(escaped)
  const pattern = new RegExp([...sources, FIXED.source].join('|'), 'gu')
  const hidden = text.replace(pattern, put)
  return parts.length > MOST ? null : { text: hidden, parts }
}

/** null: not each token came back exactly once. */
export const restore = (phrased: string, { parts }: Hidden): string | null => {
  const found: readonly string[] = phrased.match(TOKEN) ?? []
  const expected = parts.map((_, n) => tokenOf(n))
  if (found.length !== expected.length || !expected.every((token) => found.includes(token))) return null
  const whole = phrased.replace(TOKEN, (token) => parts[expected.indexOf(token)] ?? '')
  return /[⟦⟧]/.test(whole) ? null : whole
}
