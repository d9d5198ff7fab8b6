// The journal's hash chain: each entry's hash covers the one before it, so that a change of the past is seen.
import { hash } from 'node:crypto'
import type { JournalEntry } from '../../ports/records.ts'

/** Under the first entry. */
export const CHAIN_START = ''

export const chainHash = (before: string, of: JournalEntry): string =>
  hash('sha256', `${before}\n${JSON.stringify([of.seq, of.shopper, of.version, of.at, of.entry])}`, 'hex')
