// A rulebook of a few offers and one flow that gives one of them, for stories about terms.
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { readSources } from '../../src/rulebook/sources.ts'

const root = new URL('../../', import.meta.url).pathname
const locales = (await readSources(`${root}flows`, `${root}locales`)).filter(({ path }) =>
  path.startsWith('locales/'),
)
const shopText = (more = '') =>
  `name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\nlanguages: [en, uk, ru]\n${more}`
export const compiled = (offers: string, flow: string, shop = shopText()) => {
  const result = compileRulebook([
    ...locales,
    { path: 'flows/shop.yaml', text: shop },
    { path: 'flows/offers.yaml', text: offers },
    { path: 'flows/f.yaml', text: flow },
  ])
  if ('rulebook' in result) return result.rulebook
  throw new Error(result.problems.map(({ line, message }) => `${line} ${message}`).join('\n'))
}
export const giving = (offer: string, more = '') => `flow: f
start: { on: action_done }
campaign: { budget: 100000 UAH, until: none${more} }
steps: [{ give: ${offer} }]
`
