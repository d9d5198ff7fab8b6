// Each code has reached somebody: it stands in the talk, where shopper and agents read it, or in what waits to leave.
import type { Check, Finding } from './records.ts'
import type { Shop } from './shop.ts'

const NAMED = /\{code:([^}]+)\}/g

export const createDeliveryCheck = (shop: Shop): Check => {
  const seen = new Set<string>()
  const look = (text: string): void => {
    for (const [, id] of text.matchAll(NAMED)) seen.add(id!)
    if (!text.includes('"code":')) return
    try {
      const { code } = JSON.parse(text) as { code?: { id?: unknown } }
      if (typeof code?.id === 'string') seen.add(code.id)
    } catch {
      // A line that can't be read shows nobody a code.
    }
  }
  return {
    take: (record) => {
      if (record.kind === 'line') look(record.line)
      if (record.kind === 'outbox') look(record.item.payload)
    },
    end: () =>
      shop.wholes().flatMap(({ codes }) =>
        codes.flatMap(({ id, shared, terms }): Finding[] => {
          // A bonus has nothing to type, and one for everybody may have been heard anywhere.
          if (seen.has(id) || shared !== undefined || terms.bonus !== undefined) return []
          return [
            { check: 'delivery', what: `${id} was issued and stands neither in a talk nor in the outbox` },
          ]
        }),
      ),
  }
}
