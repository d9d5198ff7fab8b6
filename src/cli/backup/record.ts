// One line of a backup file, checked: what comes from outside is looked at before anything of it is written.
import { z } from 'zod'
import type { BackupRecord } from '../../ports/backup.ts'

const text = z.string()
const int = z.int()
const count = z.int().min(0)
const sealed = { document: text, key: text }

const record = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('head'), format: z.literal(1), version: text, at: int, events: count }),
  z.strictObject({ kind: z.literal('end'), records: count }),
  z.strictObject({ kind: z.literal('claim'), key: text, owner: text }),
  z.strictObject({
    kind: z.literal('shopper'),
    ...{ id: text, version: count, line: count, commit: text, due: int.nullable(), ...sealed },
  }),
  z.strictObject({
    kind: z.literal('visit'),
    ...{ shopper: text, views: count, first: int, last: int, expires: int },
  }),
  z.strictObject({
    kind: z.literal('event'),
    ...{ id: text, shopper: text.optional(), at: int, digest: text, reply: text, commit: text.nullable() },
    ...{ version: count, line: count },
  }),
  z.strictObject({ kind: z.literal('line'), shopper: text, seq: count, line: text }),
  z.strictObject({
    kind: z.literal('ticket'),
    ...{ id: text, shopper: text, open: z.boolean(), at: int, row: text },
  }),
  z.strictObject({ kind: z.literal('enrolment'), id: text, row: text }),
  z.strictObject({ kind: z.literal('budget'), budget: text, reserved: int, spent: int }),
  z.strictObject({
    kind: z.literal('outbox'),
    item: z.strictObject({
      ...{ id: text, lane: text, payload: text, shopper: text, due: int, lapses: int.nullable() },
      kind: z.enum(['message', 'ticket', 'register', 'refer', 'strike', 'join', 'leave']),
      ...{ rank: z.union([z.literal(0), z.literal(1)]), after: text.nullable() },
    }),
    state: z.enum(['waiting', 'parked', 'lapsed']),
    ...{ place: int, ready: int, attempts: count, hurried: z.boolean(), why: text.nullable() },
  }),
  z.strictObject({
    kind: z.literal('journal'),
    ...{ chain: text, seq: count, shopper: text, version: count, at: int, entry: text, hash: text },
  }),
  z.strictObject({ kind: z.literal('rulebook'), hash: text, sources: text }),
  z.strictObject({ kind: z.literal('rejected'), id: text, reason: text }),
  z.strictObject({ kind: z.literal('parked_event'), id: text, at: int, entry: text, why: text }),
  z.strictObject({ kind: z.literal('item'), item: z.looseObject({ item: text }) }),
  z.strictObject({ kind: z.literal('note'), name: text, version: count, value: text }),
  z.strictObject({
    kind: z.literal('pool_code'),
    ...{ pool: text, hmac: text, sealed: text, ends: int.nullable(), id: text.nullable() },
    ...{ holder: text.nullable(), held_until: int },
  }),
  z.strictObject({
    kind: z.literal('erasure'),
    ...{ alias: text, at: int, done: int.nullable(), key: text.nullable(), shoppers: z.array(text) },
  }),
])

/** The record, or what is wrong with the line. */
export const readRecord = (line: string): BackupRecord | string => {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return 'this is no JSON'
  }
  const read = record.safeParse(json)
  if (read.success) return read.data as BackupRecord
  const [first] = read.error.issues
  const where = first?.path.join('.')
  return `${where ? `${where}: ` : ''}${first?.message ?? 'this is no record'}`
}
