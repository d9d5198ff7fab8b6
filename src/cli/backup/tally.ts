// What a stream of records holds, in a form that does not depend on their order: how many of each kind, and a digest.
import { createHash, hash } from 'node:crypto'
import type { BackupRecord } from '../../ports/backup.ts'
import { MOVE_MARK } from '../../start/move-mark.ts'
import { KEY_NOTE } from '../../start/shared-keys.ts'

/** The same text for the same record, whichever store wrote it. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, canonical(one)]),
  )
}

/** What travels with a shop: all but what each copy says of itself. */
export const travels = (record: BackupRecord): boolean =>
  record.kind !== 'end' &&
  !(record.kind === 'note' && (record.name === MOVE_MARK || record.name.startsWith(KEY_NOTE)))

const textOf = (record: BackupRecord): string =>
  JSON.stringify(canonical(record.kind === 'head' ? { kind: 'head', events: record.events } : record))

const MODULUS = 1n << 128n

export type Tally = Readonly<Record<string, string>>

/** Counts and digests by kind; `add` only what travels. */
export const createTally = () => {
  const kinds = new Map<string, { count: number; sum: bigint }>()
  return {
    add: (record: BackupRecord): void => {
      const kind = kinds.get(record.kind) ?? { count: 0, sum: 0n }
      kinds.set(record.kind, kind)
      kind.count++
      kind.sum = (kind.sum + BigInt(`0x${hash('sha256', textOf(record)).slice(0, 32)}`)) % MODULUS
    },
    tally: (): Tally =>
      Object.fromEntries(
        [...kinds]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([kind, { count, sum }]) => [kind, `${count} ${sum.toString(16)}`]),
      ),
  }
}

/** Kinds of which the one is not the other: "shopper (12 here, 11 there)". */
export const differences = (one: Tally, other: Tally): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((kind) => {
    const [a = '0', b = '0'] = [one[kind], other[kind]]
    return a === b ? [] : [`${kind} (${a.split(' ')[0]} left, ${b.split(' ')[0]} arrived)`]
  })

/** Of records in their order, so far. */
export const createRolling = () => {
  const digest = createHash('sha256')
  return {
    add: (record: BackupRecord): void => void digest.update(`${textOf(record)}\n`),
    now: (): string => digest.copy().digest('hex'),
  }
}
