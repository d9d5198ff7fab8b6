// `offers` in flows/shop.yaml: what the shop asks of every offer. Knows no offers.
import type { Shop } from '../core/shop.ts'
import { readWord } from './names.ts'
import { type Entry, openFields } from './node.ts'
import type { Report } from './problem.ts'

export const readOfferPolicy = (entry: Entry | undefined, report: Report): Pick<Shop, 'offers'> => {
  const fields = entry && openFields(entry.value, 'offers', ['condition'], report)
  const asked = fields?.get('condition')
  const condition = asked && readWord(asked.value, 'condition', ['required', 'optional'] as const, report)
  return condition === 'required' ? { offers: { condition } } : {}
}
