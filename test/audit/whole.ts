// Nothing is missing between the parts: every version of a document has its entry, every line its number, every event
// and row its shopper.
import type { Check, Finding } from './records.ts'
import type { Shop } from './shop.ts'

type Numbers = { count: number; highest: number }

export const createWholeCheck = (shop: Shop): Check => {
  const versions = new Map<string, Numbers>()
  const lines = new Map<string, Numbers>()
  const owners = new Map<string, string>()
  const findings: Finding[] = []
  const tell = (what: string): void => void findings.push({ check: 'document', what })

  const count = (all: Map<string, Numbers>, key: string, n: number): void => {
    const numbers = all.get(key) ?? { count: 0, highest: 0 }
    all.set(key, { count: numbers.count + 1, highest: Math.max(numbers.highest, n) })
  }
  const compare = (id: string, what: string, upTo: number, numbers: Numbers = { count: 0, highest: 0 }) => {
    if (numbers.count !== upTo || numbers.highest !== upTo)
      tell(`${id} is at ${what} ${upTo}; there are ${numbers.count}, the last is ${numbers.highest}`)
  }

  return {
    take: (record) => {
      if (record.kind === 'journal' && record.shopper !== '') count(versions, record.shopper, record.version)
      if (record.kind === 'line') {
        count(lines, record.shopper, record.seq)
        owners.set(record.shopper, 'lines')
      }
      if (record.kind === 'ticket') owners.set(record.shopper, `the ticket ${record.id}`)
      if (record.kind === 'event' && record.shopper !== undefined && record.commit !== null)
        owners.set(record.shopper, `the event ${record.id}`)
    },
    end: () => {
      const ids = new Set(shop.shoppers.map(({ id }) => id))
      for (const { id, version, line } of shop.shoppers) {
        compare(id, 'version', version, versions.get(id))
        compare(id, 'line', line, lines.get(id))
      }
      for (const [shopper, what] of owners)
        if (!ids.has(shopper)) tell(`${what} of ${shopper} are there, and the shopper is not`)
      return findings
    },
  }
}
