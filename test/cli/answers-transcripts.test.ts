// What was asked before counts: questions with choices of their own, played on the real engine with the real reader.
import { expect, it } from 'vitest'
import { checkTranscripts } from '../../src/cli/transcripts/check-transcripts.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { rulebookOf } from '../core/world.ts'
import { problemsOf } from '../rulebook/sources-of.ts'

const flow = (more: string) => `
flow: delivery
about: After an order
start: { on: order_completed }
campaign: { budget: none, until: none }
steps:
  - ask: hesitation.help
    into: delivery
    ${more}
  - when: delivery == "fine"
    say: order_cancelled.thanks
    then: end
  - when: delivery == "problem"
    say: questions.sorry
    then:
      - escalate: complaint
      - end
`
const OWN = 'choices: [{ fine: choices.accept }, { problem: choices.complaint }]'
const SHOP_TEXTS = `
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH, delivery_days: 1-3, returns_days: 14, instalments: 3 }
`
const shop = `name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\nlanguages: [en, uk, ru]\ncode_prefix: WB\n${SHOP_TEXTS}`

const played = async (flows: Record<string, string>, lines: string): Promise<readonly string[]> => {
  const path = 'flows/tests/a.yaml'
  return (await checkTranscripts(rulebookOf(flows, shop), [{ path, text: lines }])).problems.map(
    formatProblem,
  )
}

const begin = 'transcript: a\nlanguage: en\nlines:\n  - orders: 900\n  - bot: hesitation.help\n'

it.each([
  ['yes', 'order_cancelled.thanks'],
  ['да, всё хорошо', 'order_cancelled.thanks'],
  ['так', 'order_cancelled.thanks'],
  ['👍', 'order_cancelled.thanks'],
  ['no', 'questions.sorry'],
  ['неа', 'questions.sorry'],
  ['ні', 'questions.sorry'],
  ['not really', 'questions.sorry'],
  ['the second one', 'questions.sorry'],
  ['перший варіант', 'order_cancelled.thanks'],
])('"%s" to "is everything fine?" is %s', async (text, key) => {
  const more = key === 'questions.sorry' ? '\n  - bot: bot.agent_coming\n  - ticket: complaint' : ''
  const lines = `${begin}  - shopper: '${text}'\n  - bot: ${key}${more}\n`
  expect(await played({ delivery: flow(`${OWN}\n    yes: fine\n    no: problem`) }, lines)).toEqual([])
})

it('where nothing says what a bare yes means, the bot asks back', async () => {
  const lines = `${begin}  - shopper: 'yes'\n  - bot: bot.asked_back\n  - bot: hesitation.help\n`
  expect(await played({ delivery: flow(OWN) }, lines)).toEqual([])
})

it('"yes" after "shall I call a manager?" calls one, and takes no offer', async () => {
  const asks = `
flow: call
about: Shall I call somebody?
start: { on: hesitation }
campaign: { budget: 1000 UAH, until: none }
steps:
  - give: fixed_100
  - ask: large_order.help
    into: call
    choices: [human, decline]
`
  const lines = `transcript: a\nlanguage: en\nlines:\n  - hesitates: exit_intent\n  - bot: { code: fixed_100 }\n  - bot: large_order.help\n  - shopper: 'yes'\n  - bot: bot.agent_coming\n  - ticket: human\n`
  expect(await played({ call: asks }, lines)).toEqual([])
})

it('a yes or a no that is no choice is a mistake with its line and the nearest name', () => {
  const found = problemsOf({
    'flows/shop.yaml': shop,
    'flows/delivery.yaml': flow(`${OWN}\n    yes: fien\n    no: problem`),
  }).map(String)
  expect(found.join('\n')).toMatch(/yes is no choice of this question: "fien"/)
})
