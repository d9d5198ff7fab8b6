// `campaign:` -> what it may cost, who is held out, when it ends. A campaign that gives must say both ends of it.
import type { CampaignTerms } from '../core/campaign.ts'
import { readApprove } from './approve.ts'
import { readBudgetNode } from './budget.ts'
import { readEnd } from './days.ts'
import { type Gifts, type Ground, worstOf } from './ground.ts'
import { isNone, readFlag, readPercent } from './names.ts'
import { type Entry, type Node, openFields } from './node.ts'
import type { Place } from './problem.ts'

const KEYS = ['budget', 'holdout', 'until', 'paused', 'approve']

/** `at`: where to complain when there is no campaign at all. */
export const readCampaign = (node: Node | null, at: Place, gifts: Gifts, ground: Ground): CampaignTerms => {
  const { report, shop } = ground
  const fields = node && openFields(node, 'the campaign', KEYS, report)
  const gives = gifts.offers.size > 0
  const place = node?.at ?? at
  const terms = (key: string): Entry | undefined => fields?.get(key)
  if (gives && !terms('budget')) {
    const expected = `budget: 300000 ${shop.currency}, the most its codes may cost together, or budget: none`
    report.problem(place, 'this campaign gives offers but has no budget', { expected })
  }
  if (gives && !terms('until')) {
    const expected = 'until: 2027-01-31, or until: none'
    report.problem(place, 'this campaign gives offers but has no end', { expected })
  }
  if (!gives && gifts.escalates && !terms('budget')) {
    report.warn(place, 'agents cannot give codes out of this campaign, since it has no budget', {
      expected: `budget: 50000 ${shop.currency}, or budget: none for no bound`,
    })
  }
  return {
    ...readBudget(terms('budget'), gives, gifts, ground),
    holdout: readHoldout(terms('holdout'), ground),
    until: readUntil(terms('until'), ground),
    paused: (terms('paused') && readFlag(terms('paused')!.value, 'paused', report)) ?? false,
    ...readApprove(terms('approve'), place, gifts, ground),
  }
}

/** A campaign that gives nothing and says nothing has nothing: a talk that began under older steps must not pay. */
const readBudget = (
  entry: Entry | undefined,
  gives: boolean,
  gifts: Gifts,
  ground: Ground,
): Pick<CampaignTerms, 'budget' | 'limits'> => {
  const { report, unit, offers } = ground
  if (!entry) return { budget: 0 }
  const { amount, limits, places } = readBudgetNode(entry.value, 'the budget', true, unit, report)
  const worst = gives ? worstOf(gifts, offers.offers) : 0
  for (const { sum, key, node } of places) {
    const what = key === 'budget' || key === 'amount' ? 'the budget' : key
    if (sum < worst) report.warn(node.at, `${what} does not cover one code of the dearest offer`)
  }
  return { budget: amount, ...(Object.keys(limits).length > 0 && { limits }) }
}

const readHoldout = (entry: Entry | undefined, { report }: Ground): number => {
  const expected = 'a percentage from 0 up to 90, such as 10%'
  const percent = entry && readPercent(entry.value, 'holdout', (each) => each <= 90, expected, report)
  return (percent ?? 0) / 100
}

const readUntil = (entry: Entry | undefined, { report, shop }: Ground): number | null =>
  entry && !isNone(entry.value) ? readEnd(entry.value, 'until', shop.time_zone, report) : null
