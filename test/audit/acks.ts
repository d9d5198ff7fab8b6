// What somebody outside was told is done. Each such line must be true of the file: JSON lines, ids as they were answered.
//
//   {"what":"accepted","event":ID}         an event was taken in (its id, or what its id ends with behind a colon)
//   {"what":"issued","code":ID}            a code was given (its id, not its text)
//   {"what":"delivered","code":ID}         a channel's other side has it; with any such line, every code that is
//                                          acknowledged as issued must be delivered, or stand in the outbox
//   {"what":"redeemed","redemption":ID}    a use stands (unless it was taken back later)
//   {"what":"rolled_back","redemption":ID}
//   {"what":"approved","code":ID}          an agent's yes became this code
//   {"what":"erased","shopper":ID}         nothing has this id any more
import { z } from 'zod'
import type { AuditRecord, Check, Finding } from './records.ts'
import type { Shop } from './shop.ts'
import type { Journal } from './told.ts'

const id = z.string().min(1)
const ack = z.discriminatedUnion('what', [
  z.looseObject({ what: z.literal('accepted'), event: id }),
  z.looseObject({ what: z.literal('issued'), code: id }),
  z.looseObject({ what: z.literal('delivered'), code: id }),
  z.looseObject({ what: z.literal('redeemed'), redemption: id }),
  z.looseObject({ what: z.literal('rolled_back'), redemption: id }),
  z.looseObject({ what: z.literal('approved'), code: id }),
  z.looseObject({ what: z.literal('erased'), shopper: id }),
])

export type Ack = z.infer<typeof ack>

/** Throws a sentence with the line's number. A last line without its end was never written whole: it does not count. */
export const readAcks = (text: string): readonly Ack[] => {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap((line, n) => {
    if (line.trim() === '') return []
    try {
      return [ack.parse(JSON.parse(line))]
    } catch (error) {
      throw new Error(`acknowledgements, line ${n + 1}: ${(error as Error).message.replace(/\s+/g, ' ')}`)
    }
  })
}

const idsIn = (record: AuditRecord): readonly (string | undefined)[] => {
  switch (record.kind) {
    case 'shopper':
    case 'enrolment':
      return [record.id, record.id.split(':')[0]]
    case 'visit':
    case 'line':
    case 'event':
    case 'journal':
      return [record.shopper]
    case 'ticket':
      return [record.shopper, record.id]
    case 'claim':
      return [record.owner, record.owner.slice(0, Math.max(0, record.owner.lastIndexOf('.')))]
    case 'outbox':
      return [record.item.shopper]
    default:
      return []
  }
}

export const createAckCheck = (acks: readonly Ack[], shop: Shop, journal: Journal): Check => {
  const findings: Finding[] = []
  const tell = (what: string): void => void findings.push({ check: 'ack', what })
  const events = new Set<string>()
  const waiting: string[] = []
  const erased = new Set(acks.flatMap((one) => (one.what === 'erased' ? [one.shopper] : [])))
  const left = new Map<string, string>()
  const rows = new Set<string>()

  /** Codes that are known: told by the journal, in a document, or in a row of a report. */
  const codesNow = (): ReadonlySet<string> =>
    new Set([
      ...journal.inOrder().flatMap(({ did }) => did?.issued.map(({ code }) => code) ?? []),
      ...shop.wholes().flatMap(({ codes }) => codes.map((code) => code.id)),
      ...rows,
    ])
  const gone = (code: string): boolean => erased.has(code.slice(0, Math.max(0, code.lastIndexOf('.'))))

  return {
    take: (record) => {
      if (record.kind === 'event')
        record.id.split(':').forEach((_, n, parts) => {
          events.add(parts.slice(n).join(':'))
        })
      if (record.kind === 'outbox') waiting.push(record.item.payload)
      if (record.kind === 'enrolment')
        for (const { id } of (JSON.parse(record.row) as { codes?: { id: string }[] }).codes ?? [])
          rows.add(id)
      for (const one of idsIn(record)) if (one !== undefined && erased.has(one)) left.set(one, record.kind)
    },
    end: () => {
      for (const [shopper, kind] of left) tell(`${shopper} was erased, and a ${kind} still names it`)
      const codes = codesNow()
      const dids = journal.inOrder().flatMap(({ did }) => (did ? [did] : []))
      const documents = shop.wholes().flatMap(({ codes }) => codes)
      const used = new Set([
        ...dids.flatMap((did) => did.used.map((use) => use.id)),
        ...documents.flatMap(({ redemptions }) => redemptions.map((use) => use.id)),
      ])
      const back = new Set([
        ...dids.flatMap((did) => did.back),
        ...documents.flatMap(({ redemptions }) =>
          redemptions.flatMap((use) => (use.rolled_back === undefined ? [] : [use.id])),
        ),
      ])
      const delivered = new Set(acks.flatMap((one) => (one.what === 'delivered' ? [one.code] : [])))
      for (const one of acks) {
        if (one.what === 'erased') continue
        if (one.what === 'accepted') {
          if (!events.has(one.event)) tell(`the event ${one.event} was accepted, and is not there`)
        } else if ('redemption' in one) {
          if (gone(String(one.redemption))) continue
          if (!used.has(String(one.redemption))) tell(`${one.redemption} was ${one.what}, and is not there`)
          if (one.what === 'rolled_back' && !back.has(String(one.redemption)))
            tell(`${one.redemption} was taken back, and stands`)
        } else {
          const code = String(one.code)
          if (gone(code)) continue
          if (!codes.has(code)) tell(`${code} was ${one.what}, and is not there`)
          if (one.what !== 'issued' || delivered.size === 0 || delivered.has(code)) continue
          if (!waiting.some((payload) => payload.includes(code)))
            tell(`${code} was issued, reached nobody, and does not wait to leave`)
        }
      }
      return findings
    },
  }
}
