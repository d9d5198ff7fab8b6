// Codes one by one, by a part of their id that opens nothing: the latest so many. Knows no text of a code.
import type { Enrolment } from '../enrolment/enrolment.ts'

export type CodeLine = {
  /** The end of the code's id; neither the code nor its shopper can be told from it. */
  readonly code: string
  readonly campaign: string
  readonly offer: string
  readonly state: string
  readonly issued: number
  readonly redeemed: number | null
  /** What it took off, and what it cost; minor units. */
  readonly amount: number
  readonly cost: number
  readonly apology: boolean
}

const MOST = 500

const masked = (id: string): string => `…${id.slice(id.lastIndexOf('.') + 1).slice(-6)}`

export const createCodeList = () => {
  let lines: CodeLine[] = []
  let all = 0
  const newest = (): CodeLine[] => lines.toSorted((a, b) => b.issued - a.issued).slice(0, MOST)
  return {
    add: ({ campaign, codes }: Enrolment): void => {
      for (const { id, offer, state, issued, redeemed, amount, cost, apology } of codes) {
        all++
        lines.push({
          ...{ code: masked(id), campaign, offer, state, issued, amount },
          ...{ redeemed: redeemed ?? null, cost: cost ?? amount, apology: apology ?? false },
        })
      }
      if (lines.length > 4 * MOST) lines = newest()
    },
    end: () => ({ lines: newest(), all }),
  }
}
