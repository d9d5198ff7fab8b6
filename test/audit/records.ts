// The form of a backup file, as far as the auditor looks: one JSON object a line. Written from the form's description
// alone; nothing of the product is imported here or beside this file.
import { z } from 'zod'

const text = z.string()
const int = z.int()
const count = z.int().min(0)

export const Head = z.object({ kind: z.literal('head'), format: z.literal(1), at: int, events: count })
export const End = z.object({ kind: z.literal('end'), records: count })

const record = z.discriminatedUnion('kind', [
  Head,
  End,
  z.object({ kind: z.literal('claim'), key: text, owner: text }),
  z.object({ kind: z.literal('shopper'), id: text, version: count, line: count, document: text }),
  z.object({ kind: z.literal('visit'), shopper: text }),
  z.object({ kind: z.literal('event'), id: text, shopper: text.optional(), commit: text.nullable() }),
  z.object({ kind: z.literal('line'), shopper: text, seq: count, line: text }),
  z.object({ kind: z.literal('ticket'), id: text, shopper: text, row: text }),
  z.object({ kind: z.literal('enrolment'), id: text, row: text }),
  z.object({ kind: z.literal('budget'), budget: text, reserved: int, spent: int }),
  z.object({
    kind: z.literal('outbox'),
    item: z.object({ id: text, kind: text, shopper: text, payload: text, after: text.nullable() }),
    state: z.enum(['waiting', 'parked', 'lapsed']),
  }),
  z.object({
    kind: z.literal('journal'),
    ...{ chain: text, seq: count, shopper: text, version: count, at: int, entry: text, hash: text },
  }),
  z.object({ kind: z.literal('rulebook'), hash: text, sources: text }),
  z.object({ kind: z.literal('rejected'), id: text }),
  z.object({ kind: z.literal('parked_event'), id: text, why: text }),
  z.object({ kind: z.literal('item') }),
  z.object({ kind: z.literal('note'), name: text, version: count }),
  z.object({ kind: z.literal('pool_code'), pool: text, hmac: text, id: text.nullable() }),
  z.object({
    kind: z.literal('erasure'),
    ...{ alias: text, done: int.nullable(), shoppers: z.array(text) },
  }),
])

export type AuditRecord = z.infer<typeof record>
export type Of<Kind extends AuditRecord['kind']> = Extract<AuditRecord, { kind: Kind }>

/** Throws a sentence where the line is none of these. */
export const readRecord = (line: string): AuditRecord => {
  const read = record.safeParse(JSON.parse(line))
  if (read.success) return read.data
  const [first] = read.error.issues
  throw new Error(`${first?.path.join('.') || 'record'}: ${first?.message}`)
}

/** What one check found: a name to look for, and a sentence. */
export type Finding = { readonly check: string; readonly what: string }

/** A check sees every record once, in the file's order, and answers at the end. */
export type Check = {
  readonly take: (record: AuditRecord) => void
  readonly end: () => readonly Finding[]
}
