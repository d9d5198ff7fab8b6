import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { checkTranscripts } from '../../src/cli/transcripts/check-transcripts.ts'
import { readTranscriptFiles } from '../../src/cli/transcripts/files.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { TRIGGERS } from '../../src/rulebook/start.ts'
import { KINDS } from '../../src/rulebook/step-kinds.ts'
import { newFootprints } from './transcripts/footprints.ts'

const ROOT = join(import.meta.dirname, '../..')
const SHIPPED = ROOT
const TINY = join(import.meta.dirname, 'transcripts/rulebook')
const DYNAMIC = join(import.meta.dirname, 'transcripts/dynamic')

const loaded = async (dir: string): Promise<Rulebook> => {
  const result = await loadRulebook(join(dir, 'flows'), join(dir, 'locales'))
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'))
  return result.rulebook
}

const played = async (rulebook: Rulebook, lines: string, path = 'flows/tests/a.yaml') =>
  (await checkTranscripts(rulebook, [{ path, text: lines }])).problems.map(formatProblem)

const feet = newFootprints()
const checked: Record<string, Awaited<ReturnType<typeof checkTranscripts>>> = {}
const rulebooks: Record<string, Rulebook> = {}

beforeAll(async () => {
  for (const dir of [SHIPPED, TINY, DYNAMIC]) {
    const rulebook = await loaded(dir)
    rulebooks[dir] = rulebook
    checked[dir] = await checkTranscripts(feet.watch(rulebook), await readTranscriptFiles(join(dir, 'flows')))
  }
})

describe('the transcripts beside the flows', () => {
  it('are kept to', () => {
    expect(checked[SHIPPED]?.problems.map(formatProblem)).toEqual([])
    expect(checked[SHIPPED]?.played).toBeGreaterThan(80)
  })

  it('are played within seconds', async () => {
    const files = await readTranscriptFiles(join(SHIPPED, 'flows'))
    const began = performance.now()
    await checkTranscripts(rulebooks[SHIPPED]!, files)
    expect(performance.now() - began).toBeLessThan(30_000)
  })

  it('are counted by winback check', async () => {
    const lines: string[] = []
    expect(await check(TINY, (line) => lines.push(line))).toBe(0)
    expect(lines.at(-1)).toBe('No problems, 1 warning: 5 flows, 1 segment, 2 offers, 11 transcripts.')
  })

  it('of the rulebook with the steps that the shipped flows do without are kept to', () => {
    expect(checked[TINY]?.problems.map(formatProblem)).toEqual([])
  })

  it('of ladders, variants, varied timing and the holdout of the whole shop are kept to', () => {
    expect(checked[DYNAMIC]?.problems.map(formatProblem)).toEqual([])
  })

  it('start every flow', () => {
    for (const { flows } of Object.values(rulebooks))
      expect(flows.map(({ name }) => name).filter((name) => !feet.started.has(name))).toEqual([])
  })

  it('know every trigger and every kind of step', () => {
    expect(TRIGGERS.filter((on) => on !== 'elsewhere' && !feet.triggers.has(on))).toEqual([])
    expect(KINDS.filter((kind) => !feet.kinds.has(kind))).toEqual([])
  })

  it('are written in every language of the shop', async () => {
    const files = await readTranscriptFiles(join(SHIPPED, 'flows'))
    for (const language of ['ru', 'uk', 'en'])
      expect(files.filter(({ text }) => text.includes(`language: ${language}`)).length).toBeGreaterThan(5)
  })
})

describe('a transcript that the bot does not keep to', () => {
  const tiny = (lines: string) => played(rulebooks[TINY]!, lines)

  it('names the line, what was said and what was expected', async () => {
    const wrong = 'transcript: Tea\nlines:\n  - subscribes: true\n  - bot: Which coffee'
    expect(await tiny(wrong)).toEqual([
      'flows/tests/a.yaml:4:5  Tea: the bot said "Which tea do you like?" (tea.which) with the buttons black, green, nothing (expected "Which coffee")',
    ])
  })

  it('is found where the bot says more, or less, than was expected', async () => {
    const more = 'transcript: Tea\nlines:\n  - subscribes: true\n  - after: 1m'
    expect(await tiny(more)).toEqual([
      expect.stringMatching(/^flows\/tests\/a.yaml:3:5 {2}Tea: the bot also said "Which tea do you like\?"/),
    ])
    const less = 'transcript: Tea\nlines:\n  - signs_in: true\n  - bot: { text: tea.which, code: ten }'
    expect(await tiny(less)).toEqual([
      'flows/tests/a.yaml:4:5  Tea: the bot said nothing (expected the text tea.which with a code of ten)',
    ])
  })

  it('is told why nothing was said, and that no experiment has its variant', async () => {
    const cases = join(ROOT, 'docs/cases')
    const rulesOf = async (name: string) => {
      const rules = await loadRulebook(join(cases, name), join(cases, 'locales'))
      if ('problems' in rules) throw new Error('the case has problems')
      return rules.rulebook
    }
    const approve = '  - agent: { approve: compliment, terms: { gift: flower } }\n  - bot: bot.approved'
    const late = '  - orders: 900\n  - order_is: late\n  - bot: late_order.sorry\n  - bot: bot.agent_asked\n'
    expect(
      await played(await rulesOf('s25-after-a-bad-experience'), `transcript: A\nlines:\n${late}${approve}`),
    ).toEqual([expect.stringMatching(/said nothing, and what happened was refused: \w+ \(expected the text/)])
    const letter = 'transcript: L\nlines:\n  - orders: 900\n  - bot: { code: bonus_150, by: email }\n'
    expect(await played(await rulesOf('s26-several-channels'), letter)).toEqual([
      'flows/tests/a.yaml:4:5  L: the bot said nothing (expected a code of bonus_150 by email)',
    ])
    const variant = 'transcript: B\nvariant: shortr\nlines:\n  - adds: 900\n'
    expect(await played(await rulesOf('s20-code-module'), variant)).toEqual([
      'flows/tests/a.yaml:4:5  B: no experiment has a variant "shortr" (expected as_written, smaller, higher_minimum, shorter; did you mean shorter?)',
    ])
  })

  it('is found by what a code gives, why it was given, a goal, and what a stranger is told', async () => {
    const cases = join(ROOT, 'docs/cases')
    const rules = await loadRulebook(join(cases, 's21-discount-with-a-condition'), join(cases, 'locales'))
    if ('problems' in rules) throw new Error('the case has problems')
    const begin = 'transcript: Back\nlines:\n  - orders: 900\n  - bot: thank_you.order\n'
    const given = `${begin}  - bot: { code: back_100 }\n`
    const right = '  - why: everybody who gets there\n  - goal: { back: open }\n'
    const stranger = "  - stranger: { types: '{code}', total: 900 }\n"
    const found = await Promise.all(
      [
        `${begin}  - bot: { terms: 200 UAH }`,
        `${given}  - why: first_purchase`,
        `${given}  - goal: met`,
        `${given}  - goal: { new_kind: open }`,
        `${given}${stranger}  - refused: redeemed`,
        `${given}${right}${stranger}  - refused: not_found\n  - code: issued`,
      ].map((lines) => played(rules.rulebook, lines)),
    )
    expect(found.map(([problem = '']) => problem.replace(/^\S+ +Back: /, ''))).toEqual([
      expect.stringMatching(
        /^the bot said .* with a code of back_100: .*100 .*\(expected the terms "200 UAH"\)$/,
      ),
      expect.stringMatching(/^the code's why is: back_100 .* \(expected first_purchase\)$/),
      'the goal of back is open (expected met)',
      'the goal of new_kind is of nobody: the campaign has not begun (expected open)',
      'the answer was not_found (expected redeemed)',
      '',
    ])
  })

  it('is found by its buttons, its code, its ticket and its refusal', async () => {
    const begin = 'transcript: Tea\nlines:\n  - subscribes: true\n'
    const problems = [
      ...(await tiny(`${begin}  - bot: { choices: [green] }`)),
      ...(await tiny(`${begin}  - bot: { code: ten }`)),
      ...(await tiny(`${begin}  - bot: tea.which\n  - ticket: large_order`)),
      ...(await tiny(`${begin}  - bot: tea.which\n  - code: issued`)),
      ...(await tiny(`${begin}  - bot: tea.which\n  - codes: 2`)),
      ...(await tiny(`${begin}  - bot: tea.which\n  - refused: taken`)),
      ...(await tiny(`${begin}  - bot: { terms: 10% off }`)),
      ...(await tiny(`${begin}  - bot: tea.which\n  - took_off: 25`)),
    ]
    expect(problems.map((problem) => problem.replace(/^.*?Tea: /, ''))).toEqual([
      expect.stringMatching(/^the bot said .* \(expected the buttons green\)$/),
      expect.stringMatching(/^the bot said .* \(expected a code of ten\)$/),
      'the ticket is none (expected large_order)',
      'the code is none (expected issued)',
      'codes issued: 0 (expected 2)',
      'the answer was ok (expected taken)',
      expect.stringMatching(/^the bot said .* \(expected the terms "10% off"\)$/),
      expect.stringMatching(/^the code was not used \(expected .*25\)$/),
    ])
  })

  it('does not keep the others in its file from being played', async () => {
    const two = 'transcript: One\nlines:\n  - bot: Hello\n---\ntranscript: Two\nlines:\n  - bot: Hello'
    expect(await tiny(two)).toHaveLength(2)
  })
})

describe('a line that cannot be read or played', () => {
  const tiny = (lines: string) => played(rulebooks[TINY]!, `transcript: Tea\nlines:\n${lines}`)

  it('gets the nearest name', async () => {
    expect(await tiny('  - shoper: hello\n  - bots: nothing')).toEqual([
      expect.stringMatching(
        /^flows\/tests\/a\.yaml:3:5 {2}unknown line "shoper" .*did you mean shopper\?\)$/,
      ),
      expect.stringMatching(/^flows\/tests\/a\.yaml:4:5 {2}unknown line "bots" .*did you mean bot\?\)$/),
    ])
    expect(await tiny('  - subscribes: true\n  - bot: tea.which\n  - press: gren')).toEqual([
      'flows/tests/a.yaml:5:5  Tea: no message has shown a button gren (expected black, green, nothing; did you mean green?)',
    ])
  })

  it('says how it is written', async () => {
    expect(await tiny('  - after: soon')).toEqual([
      'flows/tests/a.yaml:3:5  Tea: "soon" is no duration (expected one such as 45m, 12h or 7d)',
    ])
    expect(await tiny('  - bot: { text: a, codde: ten }')).toEqual([
      expect.stringMatching(/:3:5 {2}bot: unknown key "codde" \(expected words, /),
    ])
    expect(await tiny('  - bot: { text: Well, that is it }')).toEqual([
      expect.stringMatching(/did you mean quotes around a text with a comma\?\)$/),
    ])
    expect(await tiny('  - adds: 12x')).toEqual([
      expect.stringMatching(/"12x" is no sum \(expected a sum in UAH\)$/),
    ])
    expect(await tiny('  - bot: tea.wich')).toEqual([expect.stringMatching(/the bot said nothing/)])
    expect(await tiny('  - orders: { total: 300, code: true }')).toEqual([
      expect.stringMatching(/no code was shown yet$/),
    ])
    expect(await tiny('  - at: 2026-01-01 10:00')).toEqual([expect.stringMatching(/has passed by now/)])
  })

  it('is found together with all other mistakes of its file, before anything is played', async () => {
    const text =
      'transcript: A\nat: tomorrow\nlines:\n  - bot: nothing\n---\nlines: []\n---\ntranscript: B\nlanguge: en\nlines:\n  - bot: nothing\n    code: none'
    const { problems, played: count } = await checkTranscripts(rulebooks[TINY]!, [{ path: 'a.yaml', text }])
    expect(count).toBe(0)
    expect(problems.map(formatProblem)).toEqual([
      'a.yaml:2:5  at cannot be "tomorrow" (expected a time such as 2026-11-23 10:00)',
      'a.yaml:6:1  this transcript lacks transcript (expected transcript: and its name)',
      'a.yaml:6:8  this transcript has no lines (expected lines: and a list)',
      expect.stringMatching(/^a\.yaml:9:1 {2}unknown key "languge" .*did you mean language\?\)$/),
      expect.stringMatching(/^a\.yaml:11:5 {2}a line says one thing/),
    ])
  })
})
