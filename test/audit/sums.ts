// The budgets' sums against the documents: what is reserved is reserved for a code that is there, and what was spent is
// at least what the uses of the codes that are remembered took off.
import { spentOf } from './documents.ts'
import type { Check, Finding } from './records.ts'
import type { Shop } from './shop.ts'

export const createSumCheck = (shop: Shop): Check => {
  const kept = new Map<string, { reserved: number; spent: number }>()
  let isErased = false
  return {
    take: (record) => {
      if (record.kind === 'budget' && !/[#:]/.test(record.budget) && record.budget !== 'shop')
        kept.set(record.budget, record)
      if (record.kind === 'erasure') isErased = true
    },
    end: () => {
      const sums = new Map<string, { reserved: number; spent: number }>()
      const add = (campaign: string, reserved: number, spent: number): void => {
        const sum = sums.get(campaign) ?? { reserved: 0, spent: 0 }
        sums.set(campaign, { reserved: sum.reserved + reserved, spent: sum.spent + spent })
      }
      // Of a campaign that was taken out of the rules only the sum of all is remembered.
      let isForgotten = false
      for (const { codes, gone_codes: gone } of shop.wholes()) {
        for (const code of codes) add(code.campaign, code.reserved, spentOf(code))
        for (const [campaign, cost] of Object.entries(gone)) {
          if (campaign === '') isForgotten = true
          else add(campaign, 0, cost)
        }
      }
      const findings: Finding[] = []
      for (const campaign of new Set([...kept.keys(), ...sums.keys()])) {
        const is = kept.get(campaign) ?? { reserved: 0, spent: 0 }
        const ought = sums.get(campaign) ?? { reserved: 0, spent: 0 }
        const tell = (what: string): void =>
          void findings.push({ check: 'sum', what: `${campaign}: ${what}` })
        if (is.reserved !== ought.reserved)
          tell(`${is.reserved} are reserved; the codes that are out reserve ${ought.reserved}`)
        const isRight = isErased || isForgotten ? is.spent >= ought.spent : is.spent === ought.spent
        if (!isRight) tell(`${is.spent} are spent; the uses of codes come to ${ought.spent}`)
      }
      return findings
    },
  }
}
