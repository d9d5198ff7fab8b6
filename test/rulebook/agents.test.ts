// The limits of agents in flows/shop.yaml: what is read, and what every mistake is told as.
import { describe, expect, it } from 'vitest'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { sourcesOf } from './sources-of.ts'

const SHOP = 'name: Test\ncurrency: UAH\ntime_zone: Europe/Kyiv\nlanguages: [en]\n'

const read = (more: string) => {
  const result = compileRulebook(sourcesOf({ 'flows/shop.yaml': SHOP + more }))
  if ('rulebook' in result) return result.rulebook.shop
  return result.problems.map(formatProblem)
}

describe('agents in flows/shop.yaml', () => {
  it('may be left out: then the offers as written are the limit, and agents are always in', () => {
    const none = { percent: null, amount: null, points: null, minimum: null, valid: null, hours: null }
    expect(read('')).toMatchObject({ agents: none, agent_answers_within: 900_000 })
    expect(read('agent_answers_within: 2h\n')).toMatchObject({
      agents: none,
      agent_answers_within: 7_200_000,
    })
  })

  it('say how far agents may go, and when they work', () => {
    const shop = read(
      'agents: { percent: 25%, amount: 5000 UAH, points: 500, minimum: 0 UAH, valid: 14d, answers_within: 30m, hours: { mon-tue: [09:00-13:00, 14:00-18:00], sat: 10:00-24:00 } }\n',
    )
    const day = [
      { from: 540, to: 780 },
      { from: 840, to: 1080 },
    ]
    expect(shop).toMatchObject({
      agents: {
        ...{ percent: 25, amount: 500_000, points: 500, minimum: 0, valid: 14 * 86_400_000 },
        hours: { mon: day, tue: day, sat: [{ from: 600, to: 1440 }] },
      },
      agent_answers_within: 1_800_000,
    })
  })

  it('are told every mistake, with its place and what was meant', () => {
    expect(read('agents: { percnt: 25 }\n')).toEqual([
      expect.stringMatching(
        /^flows\/shop\.yaml:5:11 {2}unknown key "percnt" in agents .*did you mean percent\?/,
      ),
    ])
    expect(read('agents: { percent: 120, amount: 5000 USD }\n')).toHaveLength(2)
    const hours = (text: string) => read(`agents: { hours: { ${text} } }\n`)
    expect(hours('mom-fri: 09:00-19:00')).toEqual([expect.stringContaining('did you mean mon?')])
    expect(hours('mon: 9-19')).toEqual([expect.stringContaining('hours cannot be "9-19"')])
    expect(hours('mon: 19:00-09:00')).toEqual([expect.stringContaining('end before they begin')])
    expect(hours('mon-wed: 09:00-19:00, tue: 10:00-12:00')).toEqual([
      expect.stringContaining('tue stands here a second time'),
    ])
    expect(hours('mon: [09:00-12:00, 11:00-13:00]')).toEqual([expect.stringContaining('overlap')])
    expect(read('agent_answers_within: 2h\nagents: { answers_within: 1h }\n')).toEqual([
      expect.stringContaining('agent_answers_within stands here a second time'),
    ])
  })
})
