// What a file holds of the shop as it stands: documents, and what hangs beside them. Gathered once for several checks.
import { type Document, readDocument, wholes } from './documents.ts'
import type { AuditRecord, Finding, Of } from './records.ts'

export type Shop = {
  readonly documents: ReadonlyMap<string, Document>
  readonly shoppers: readonly Of<'shopper'>[]
  readonly findings: readonly Finding[]
  /** Documents, and what pointers still carry. */
  readonly wholes: () => readonly Document[]
}

export const createShop = () => {
  const documents = new Map<string, Document>()
  const shoppers: Of<'shopper'>[] = []
  const findings: Finding[] = []
  const tell = (what: string): void => void findings.push({ check: 'document', what })
  let all: readonly Document[] | null = null
  return {
    take: (record: AuditRecord): void => {
      if (record.kind !== 'shopper') return
      const read = readDocument(record.document)
      const { document: _, ...rest } = record
      if (documents.has(record.id)) tell(`${record.id} stands twice in the file`)
      shoppers.push({ ...rest, document: '' })
      if (typeof read === 'string') return tell(`the document of ${record.id} can't be read: ${read}`)
      if (read.id !== record.id) tell(`${record.id} holds the document of ${read.id}`)
      documents.set(record.id, read)
    },
    documents,
    shoppers,
    findings,
    wholes: () => {
      all ??= wholes(documents)
      return all
    },
  }
}
