// Once offers and flows are read: whether each code for everybody stands once, and somebody pays for it.
import type { Flow } from '../core/rulebook.ts'
import { flowsGiving } from '../core/using/shared.ts'
import { nearest } from './nearest.ts'
import type { OffersRead } from './offers.ts'
import type { Report } from './problem.ts'

/** Each code for everybody is paid by one campaign, and stands in one offer. */
export const checkSharedCodes = (offers: OffersRead, flows: readonly Flow[], report: Report): void => {
  const seen = new Map<string, string>()
  for (const { name, codes } of offers.offers.values()) {
    if (codes?.kind !== 'shared') continue
    const at = offers.places.get(name)!
    const other = seen.get(codes.plain)
    if (other) report.problem(at, `the code ${codes.text} stands in the offer ${other} already`)
    seen.set(codes.plain, name)
    const payer = flows.find((flow) => flow.name === codes.campaign)
    if (payer?.campaign.budget === 0)
      report.problem(at, `the flow ${payer.name} has no budget to pay for the code of ${name}`, {
        expected: 'budget: and a sum, or budget: none, under campaign in that flow',
      })
    const giving = flowsGiving(flows, name).map((flow) => flow.name)
    if (codes.campaign !== null) {
      const names = flows.map((flow) => flow.name)
      if (!names.includes(codes.campaign))
        report.problem(at, `the offer ${name} is to be paid by a flow that is not there: ${codes.campaign}`, {
          hint: nearest(codes.campaign, names),
        })
    } else if (giving.length !== 1) {
      const says = giving.length === 0 ? 'no flow gives it' : `several flows give it: ${giving.join(', ')}`
      report.problem(at, `nobody knows which campaign pays for the code of ${name}: ${says}`, {
        expected: 'campaign: and the name of a flow, under codes',
      })
    }
  }
}
