// The shop of the tests about codes: an offer from a pool, one for everybody, one for a first order only, points of our own,
// and a flow for each.
import type { Rulebook } from '../../src/core/rulebook.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { readSources } from '../../src/rulebook/sources.ts'
import { SHOP } from './world.ts'

const root = new URL('../../', import.meta.url).pathname
const shipped = await readSources(`${root}flows`, `${root}locales`)

export const OFFERS = `
offers:
  partner_10: { percent: 10, up_to: 300 UAH, valid: 48h, codes: { pool: partner } }
  autumn: { amount: 100 UAH, minimum: 500 UAH, valid: 24h, codes: { shared: AUTUMN26, per_shopper: 1, in_all: 3 } }
  welcome: { percent: 10, up_to: 300 UAH, valid: 14d, first_order: true }
  points_50: { points: 50, worth: 50 UAH, valid: 30d }
  thanks_100: { amount: 100 UAH, valid: 24h }
`

const flow = (name: string, on: string, give: string, more = '', steps = ''): string => `
flow: ${name}
start: { on: ${on}${more} }
campaign: { budget: 100000 UAH, until: none }
steps:
  - give: ${give}
${steps}`

export const FLOWS = {
  partner: flow('partner', 'signed_in', 'partner_10', '', '    else: { say: points.added }'),
  autumn: flow('autumn', 'subscribed', 'autumn'),
  welcome: `
flow: welcome
start: { on: hesitation }
campaign: { budget: 100000 UAH, until: none }
steps:
  - offer:
      - { give: welcome }
      - { when: refused == "same_person", escalate: same_person }
    else: end
`,
  review: flow('review', 'action_done', 'thanks_100', ', when: action == "review", once_per: about'),
  referral: flow('referral', 'action_done', 'thanks_100', ', when: action == "referral"'),
  added: `
flow: added
start: { on: points_added }
steps:
  - say: points.added
`,
  expiring: `
flow: expiring
start: { on: points_expiring }
steps:
  - say: points.expiring
`,
}

export const codesShop = (
  shop = '',
  offers = OFFERS,
  flows: Readonly<Record<string, string>> = FLOWS,
): Rulebook => {
  const result = compileRulebook([
    ...shipped.filter(({ path }) => path.startsWith('locales/')),
    { path: 'flows/shop.yaml', text: `${SHOP}${shop}` },
    { path: 'flows/offers.yaml', text: offers },
    ...Object.entries(flows).map(([name, text]) => ({ path: `flows/${name}.yaml`, text })),
  ])
  if ('rulebook' in result) return result.rulebook
  throw new Error(result.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
}

/** Points of our own, a referral's waiting time. */
export const OURS = `
points: { worth: 1 UAH, expire: 365d, remind: 5d }
referral: { settle: 14d }
`
