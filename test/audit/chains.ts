// The journal's chains: every entry is linked to the one before, and what was emptied is answered for by an entry behind.
import { createHash, hash } from 'node:crypto'
import { readEntry } from './entries.ts'
import type { Check, Finding, Of } from './records.ts'

type Entry = Of<'journal'>
type Chain = { seq: number; hash: string; broken: boolean }

/** SQLite's one chain has no name; one of a Redis is linked by SHA-1, which is all that Redis has, over a SHA-256. */
const linkOf = (before: string, { chain, seq, shopper, version, at, entry }: Entry): string =>
  chain === ''
    ? hash('sha256', `${before}\n${JSON.stringify([seq, shopper, version, at, entry])}`)
    : hash('sha1', `${before}\n${seq} ${version} ${at} ${shopper}\n${hash('sha256', entry)}`)

const digestOf = (entries: readonly { readonly seq: number; readonly hash: string }[]): string => {
  const digest = createHash('sha256')
  for (const { seq, hash } of entries.toSorted((a, b) => a.seq - b.seq)) digest.update(`${seq}:${hash}\n`)
  return digest.digest('hex')
}

export const createChainCheck = (): Check => {
  const chains = new Map<string, Chain>()
  const findings: Finding[] = []
  /** Emptied entries by chain and alias, and what was said of them. */
  const emptied = new Map<string, Entry[]>()
  const answers: { of: string; chain: string; count: number; digest: string }[] = []
  const unfinished = new Set<string>()
  const tell = (what: string): void => void findings.push({ check: 'chain', what })
  const nameOf = (chain: string): string => (chain === '' ? 'the journal' : `the journal's chain ${chain}`)

  const link = (entry: Entry, isEmptied: boolean): void => {
    const chain = chains.get(entry.chain) ?? { seq: 0, hash: '', broken: false }
    chains.set(entry.chain, chain)
    if (chain.broken) return
    const expected = chain.seq + 1
    // What was emptied can't be hashed again: an entry behind it answers for it.
    const isLinked = isEmptied || linkOf(chain.hash, entry) === entry.hash
    if (entry.seq !== expected) tell(`${nameOf(entry.chain)} has ${entry.seq} where ${expected} should stand`)
    else if (!isLinked) tell(`${nameOf(entry.chain)} is broken at entry ${entry.seq}: it was changed`)
    chain.broken = entry.seq !== expected || !isLinked
    chain.seq = entry.seq
    chain.hash = entry.hash
  }

  return {
    take: (record) => {
      if (record.kind === 'erasure' && record.done === null) unfinished.add(record.alias)
      if (record.kind !== 'journal') return
      const read = readEntry(record.entry)
      if (!read) tell(`${nameOf(record.chain)}: entry ${record.seq} is not of the form of an entry`)
      link(record, read?.erased === 1)
      const key = JSON.stringify([record.chain, record.shopper])
      if (read?.erased) emptied.set(key, [...(emptied.get(key) ?? []), record])
      if (read?.erasure && record.shopper === '')
        answers.push({ ...read.erasure, chain: read.erasure.chain ?? record.chain })
    },
    end: () => {
      for (const { of, chain, count, digest } of answers) {
        const key = JSON.stringify([chain, of])
        const seen = emptied.get(key) ?? []
        emptied.delete(key)
        if (unfinished.has(of)) continue
        if (seen.length !== count || digestOf(seen) !== digest)
          tell(`${nameOf(chain)}: the erasure of ${of} speaks of ${count} entries, and these are not they`)
      }
      for (const [, [first]] of emptied)
        if (first && !unfinished.has(first.shopper))
          tell(`${nameOf(first.chain)}: entry ${first.seq} was emptied, and no erasure says so`)
      return findings
    },
  }
}
