// `approve:` of a campaign: how much is left to the machine; and the rules of a campaign that gives apologies.
import type { CampaignTerms } from '../core/campaign.ts'
import type { Gifts, Ground } from './ground.ts'
import { type Entry, openScalar } from './node.ts'
import { readPositiveSum } from './sums.ts'

const HOW = 'always, never, or above and a sum, such as above 500 UAH'

const readWhen = (entry: Entry, { report, unit }: Ground): CampaignTerms['approve'] | null => {
  const scalar = openScalar(entry.value, 'approve', report, HOW)
  if (!scalar) return null
  const text = scalar.text.trim()
  if (text === 'always' || text === 'never') return text === 'always' ? text : undefined
  const sum = /^above\s+(.+)$/.exec(text)?.[1]
  if (sum !== undefined) {
    const above = readPositiveSum({ ...scalar, text: sum }, 'approve', unit, report)
    return above === null ? null : { above }
  }
  report.problem(scalar.at, `approve cannot be "${scalar.text}"`, { expected: HOW })
  return null
}

/** An apology is given by an agent and out of a budget of its own. `at`: where to complain. */
export const readApprove = (
  entry: Entry | undefined,
  at: Entry['at'],
  gifts: Gifts,
  ground: Ground,
): Pick<CampaignTerms, 'approve' | 'apology'> => {
  const { report, offers } = ground
  const read = entry ? readWhen(entry, ground) : undefined
  const given = [...gifts.offers].flatMap((name) => offers.offers.get(name) ?? [])
  const apologies = given.filter(({ apology }) => apology).map(({ name }) => name)
  if (apologies.length === 0) return read ? { approve: read } : {}
  const others = given.filter(({ apology }) => !apology).map(({ name }) => name)
  if (others.length > 0) {
    report.problem(
      at,
      `a campaign that gives the apology ${apologies[0]} gives nothing else: ${others.join(', ')}`,
      {
        expected: 'a campaign of its own, with a budget of its own',
      },
    )
  }
  if (entry && read !== null && read !== 'always') {
    report.problem(entry.value.at, 'an apology is always given by an agent', {
      expected: 'approve: always, or nothing',
    })
  }
  return { approve: 'always', apology: true }
}
