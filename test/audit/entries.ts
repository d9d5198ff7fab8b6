// What an entry of the journal says: a turn, an erasure, what is left of an erased turn, or a note of the shop.
import { z } from 'zod'

const move = z.tuple([z.string(), z.int(), z.int()]).rest(z.int())
const issued = z.object({
  ...{ code: z.string(), campaign: z.string(), offer: z.string(), cause: z.string(), uses: z.int() },
  ...{ agent: z.literal(true).optional(), shared: z.literal(true).optional(), for: z.string().optional() },
})
const used = z.object({
  ...{ id: z.string(), code: z.string(), order: z.string(), amount: z.int() },
  overrun: z.string().optional(),
})
const did = z.object({
  issued: z.array(issued).default([]),
  moves: z.array(move).default([]),
  used: z.array(used).default([]),
  back: z.array(z.string()).default([]),
})
const limits = z.record(z.string(), z.number().nullable())
const entry = z.looseObject({
  rulebook: z.string().optional(),
  event: z
    .looseObject({
      kind: z.string(),
      around: z
        .looseObject({
          campaigns: z.record(z.string(), z.looseObject({ budget: z.number().optional() })).optional(),
        })
        .optional(),
    })
    .optional(),
  did: did.optional(),
  erased: z.literal(1).optional(),
  moves: z.array(move).optional(),
  erasure: z
    .object({ of: z.string(), count: z.int(), digest: z.string(), chain: z.string().optional() })
    .optional(),
  kind: z.string().optional(),
  budgets: z.looseObject({ campaigns: z.record(z.string(), limits), shop: limits.optional() }).optional(),
})

export type Entry = z.infer<typeof entry>
export type Did = z.infer<typeof did>
export type Issued = z.infer<typeof issued>
export type Used = z.infer<typeof used>
export type Move = z.infer<typeof move>

const NOTHING: Did = { issued: [], moves: [], used: [], back: [] }

/** null: it is no JSON of this form. */
export const readEntry = (text: string): Entry | null => {
  try {
    const read = entry.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** What it did; null: of before entries said so. A note of the shop, or a document kept anew, did nothing. */
export const didOf = (read: Entry): Did | null => {
  if (read.erased) return read.moves ? { ...NOTHING, moves: read.moves } : null
  if (read.did) return read.did
  return read.event || read.erasure ? null : NOTHING
}
