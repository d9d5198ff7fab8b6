// Codes in documents: none twice, each found by its claim (or in its pool), used no more than it allows, and known to
// the journal as it stands.
import type { Code, Document } from './documents.ts'
import type { Check, Finding } from './records.ts'
import type { Shop } from './shop.ts'
import type { Journal } from './told.ts'

export const createCodeCheck = (shop: Shop, journal: Journal): Check => {
  const claims = new Map<string, string>()
  const pooled = new Map<string, string | null>()
  const findings: Finding[] = []
  const tell = (check: string, what: string): void => void findings.push({ check, what })

  const found = ({ id, hmac, pool, shared }: Code): void => {
    if (shared !== undefined) return
    if (pool !== undefined) {
      if (pooled.get(hmac) !== id) tell('claim', `${id} is of the pool ${pool}, which does not know it`)
    } else if (claims.get(`code:${hmac}`) !== id)
      tell('claim', `${id} has lost its claim: whoever types it is not understood`)
  }

  const usedRight = ({ id, terms, redemptions }: Code): void => {
    const standing = redemptions.filter((use) => use.rolled_back === undefined && use.overrun === undefined)
    if (standing.length > terms.uses)
      tell('use', `${id} was used ${standing.length} times; it is good for ${terms.uses}`)
    const orders = new Set(standing.map(({ order }) => order))
    if (orders.size < standing.length) tell('use', `${id} was used twice on one order`)
  }

  /** What the document says was done, the journal says too. */
  const told = (documents: readonly Document[]): void => {
    if (!journal.isWhole()) return
    const dids = journal.inOrder().flatMap(({ did }) => (did ? [did] : []))
    const issued = new Set(dids.flatMap((did) => did.issued.map(({ code }) => code)))
    const used = new Set(dids.flatMap((did) => did.used.map(({ id }) => id)))
    const back = new Set(dids.flatMap((did) => did.back))
    for (const { codes } of documents)
      for (const code of codes) {
        if (!issued.has(code.id)) tell('issue', `${code.id} is out, and no entry of the journal issued it`)
        for (const use of code.redemptions) {
          if (!used.has(use.id)) tell('use', `${use.id} stands, and no entry of the journal says so`)
          if (back.has(use.id) !== (use.rolled_back !== undefined))
            tell('use', `${use.id} was taken back by the journal or by its document, not by both`)
        }
      }
  }

  return {
    take: (record) => {
      if (record.kind === 'claim' && record.key.startsWith('code:')) claims.set(record.key, record.owner)
      if (record.kind === 'pool_code') pooled.set(record.hmac, record.id)
    },
    end: () => {
      const documents = shop.wholes()
      const ids = new Set<string>()
      const hmacs = new Set<string>()
      for (const code of documents.flatMap(({ codes }) => codes)) {
        if (ids.has(code.id)) tell('code', `${code.id} is there twice`)
        if (code.shared === undefined && hmacs.has(code.hmac))
          tell('code', `${code.id} has the text of another`)
        ids.add(code.id)
        if (code.shared === undefined) hmacs.add(code.hmac)
        found(code)
        usedRight(code)
      }
      told(documents)
      return findings
    },
  }
}
