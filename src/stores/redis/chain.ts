// The journal's hash chains, one for each partition (`p0` to `p255`) and one for what is of no shopper (`shop`). Redis
// makes the links, within the commit, and has no hash but SHA-1; what is long is hashed by us with SHA-256. So a link is
//
//   SHA-1, in hex, of   <link before, '' under the first>\n<seq> <version> <at> <shopper>\n<SHA-256 of the entry, in hex>
//
// with all text as UTF-8 and numbers in decimal. Who forges an entry must meet a SHA-256; who forges a link a SHA-1, of a
// text of which only 64 hex digits can be chosen. An entry of which the shopper was erased keeps its seq and its link and
// can't be hashed again: an entry `{"erasure":...}` of shopper '' behind it, in the same chain, says how many such there
// are and the SHA-256 of their `<seq>:<link>\n`.
import { hash } from 'node:crypto'
import type { JournalEntry } from '../../ports/records.ts'

/** What a script is given of an entry, since it can't make a SHA-256 itself. */
export const entryDigest = (entry: string): string => hash('sha256', entry, 'hex')

export const linkOf = (before: string, { seq, version, at, shopper, entry }: JournalEntry): string =>
  hash('sha1', `${before}\n${seq} ${version} ${at} ${shopper}\n${entryDigest(entry)}`, 'hex')

export type ChainedEntry = JournalEntry & { readonly hash: string }

/** An entry as the list keeps it. */
export const chainText = ({ hash: link, version, at, shopper, entry }: ChainedEntry): string =>
  `${link} ${version} ${at} ${shopper}\n${entry}`

export const readChained = (seq: number, text: string): ChainedEntry => {
  const end = text.indexOf('\n')
  const [link, version, at, ...shopper] = text.slice(0, end).split(' ')
  return {
    ...{ seq, shopper: shopper.join(' '), version: Number(version), at: Number(at) },
    ...{ entry: text.slice(end + 1), hash: link! },
  }
}
