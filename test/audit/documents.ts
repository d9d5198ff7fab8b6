// A shopper's document, as far as the auditor looks.
import { z } from 'zod'

const redemption = z.object({
  ...{ id: z.string(), order: z.string(), amount: z.int(), returned: z.int().default(0) },
  ...{ rolled_back: z.number().optional(), overrun: z.string().optional() },
})
const code = z.object({
  ...{ id: z.string(), hmac: z.string(), campaign: z.string(), offer: z.string(), state: z.string() },
  ...{ pool: z.string().optional(), shared: z.string().optional(), reserved: z.int() },
  terms: z.looseObject({
    ...{ kind: z.string(), worst: z.int(), uses: z.int().default(1), bonus: z.unknown().optional() },
  }),
  redemptions: z.array(redemption),
})
const talk = z.object({ flow: z.string(), rulebook: z.string(), step: z.string() })
const own = z.object({
  id: z.string(),
  codes: z.array(code).default([]),
  talks: z.array(talk).default([]),
  gone_codes: z.record(z.string(), z.int()).default({}),
  folded: z.array(z.object({ shopper: z.string() })).default([]),
})
const document = own.extend({
  folded_into: z.object({ shopper: z.string(), content: own.optional() }).optional(),
})

export type Document = z.infer<typeof document>
export type Code = z.infer<typeof code>
export type Talk = z.infer<typeof talk>

export const readDocument = (text: string): Document | string => {
  try {
    const read = document.safeParse(JSON.parse(text))
    if (read.success) return read.data
    const [first] = read.error.issues
    return `${first?.path.join('.')}: ${first?.message}`
  } catch {
    return 'no JSON'
  }
}

/** What of all documents counts: a pointer's content as long as the one that it leads to has not taken it in. */
export const wholes = (all: ReadonlyMap<string, Document>): readonly Document[] =>
  [...all.values()].flatMap((one) => {
    const { folded_into: to } = one
    if (!to?.content) return [one]
    const taken = all.get(to.shopper)?.folded.some(({ shopper }) => shopper === one.id)
    return taken ? [one] : [one, { ...to.content, folded_into: undefined }]
  })

/** What the uses of a code cost its campaign. */
export const spentOf = ({ terms, redemptions }: Code): number =>
  redemptions
    .filter((use) => use.rolled_back === undefined)
    .reduce(
      (sum, use) =>
        sum + (terms.kind === 'points' || terms.kind === 'gift' ? terms.worst : use.amount - use.returned),
      0,
    )
