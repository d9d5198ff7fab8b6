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

  it('say what a role may give alone, from which sum two are wanted, and who they are', () => {
    const more = `agents:
  percent: 25
  second_agent_above: 1000 UAH
  assign: evenly
  roles: { junior: { percent: 10, amount: 300 UAH, valid: 3d }, lead: {} }
  people:
    Olena: { role: lead, also: [U024BE7LH, olena@shop.example], hours: { mon: 09:00-12:00 } }
    Taras: { role: junior, also: U01 }
`
    expect(read(more)).toMatchObject({
      agents: {
        ...{ percent: 25, second_agent_above: 100_000, assign: 'evenly' },
        roles: { junior: { percent: 10, amount: 30_000, valid: 3 * 86_400_000 }, lead: {} },
        people: {
          Olena: {
            role: 'lead',
            also: ['U024BE7LH', 'olena@shop.example'],
            hours: { mon: [{ from: 540, to: 720 }] },
          },
          Taras: { role: 'junior', also: ['U01'] },
        },
      },
    })
  })

  it('are told the mistakes of roles and people too', () => {
    const roles = (text: string) => read(`agents:\n  percent: 25\n  minimum: 500 UAH\n  roles: { ${text} }\n`)
    expect(roles('junior: { percnt: 10 }')).toEqual([expect.stringContaining('did you mean percent?')])
    expect(roles('junior: { percent: 30 }')).toEqual([
      expect.stringMatching(/^flows\/shop\.yaml:8:31 {2}the role junior may do more than the shop: percent/),
    ])
    expect(roles('junior: { minimum: 100 UAH }')).toHaveLength(1)
    expect(roles('Junior: { percent: 10 }')).toEqual([expect.stringContaining('cannot be called "Junior"')])
    const people = (text: string) => read(`agents:\n  roles: { lead: {} }\n  people: { ${text} }\n`)
    expect(people('Olena: { role: led }')).toEqual([expect.stringContaining('did you mean lead?')])
    expect(people('Olena: { also: [U1] }, Taras: { also: [u1] }')).toEqual([
      expect.stringContaining('"u1" is Olena already'),
    ])
    expect(read('agents: { assign: evenly }\n')).toEqual([expect.stringContaining('none are named')])
    expect(read('agents: { second_agent_above: 0 UAH }\n')).toHaveLength(1)
  })
})

describe('flows/replies.yaml', () => {
  const replies = (text: string) => {
    const result = compileRulebook(sourcesOf({ 'flows/replies.yaml': text }))
    return 'rulebook' in result ? result.rulebook : result.problems.map(formatProblem)
  }

  it('names what agents say often, in every language of the shop', () => {
    const text = 'replies:\n  hi:\n    en: Hi {name}\n    uk: Вітаю {name}\n    ru: Привет {name}\n'
    expect(replies(text)).toMatchObject({ textKeys: expect.arrayContaining(['replies.hi']) })
  })

  it('is told every mistake, with its place', () => {
    expect(replies('replies:\n  hi:\n    en: Hi {nme}\n    uk: Вітаю {\n')).toEqual([
      expect.stringMatching(/^flows\/replies\.yaml:2:3 {2}the reply hi is not there in ru/),
      expect.stringMatching(/^flows\/replies\.yaml:3:9 {2}\{nme\} is not given to a saved reply .*\{name\}/),
      expect.stringMatching(/^flows\/replies\.yaml:4:\d+ {2}this text cannot be read/),
    ])
    expect(replies('reply: {}\n')).toEqual([expect.stringContaining('unknown key "reply"')])
  })
})
