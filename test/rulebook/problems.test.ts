// One test for each kind of mistake: the file, the line, the column, what was expected, what was probably meant.
import { describe, expect, it } from 'vitest'
import { FILES, flowOfSteps, problemsOf, rulebookOf, TERMS, warningsOf } from './sources-of.ts'

type Case = readonly [what: string, text: string, expected: string]

const each = (file: string, cases: readonly Case[]): void => {
  it.each(cases)('%s', (_, text, expected) => {
    const found = problemsOf({ [file]: text })
    expect(found.find((line) => line.includes(expected)) ?? found).toContain(expected)
  })
}

describe('the shop', () => {
  const shop = (line: string): string => `name: S\ncurrency: UAH\ntime_zone: Europe/Kyiv\n${line}\n`
  each('flows/shop.yaml', [
    ['is missing', '', 'flows/shop.yaml:1:1  this file is missing or empty'],
    [
      'lacks its zone',
      'name: S\ncurrency: UAH\n',
      '1:1  the shop lacks time_zone (expected a name such as Europe/Kyiv)',
    ],
    [
      'has a zone that does not exist',
      'name: S\ncurrency: UAH\ntime_zone: Europe/Kiyv\n',
      '3:12  there is no time zone "Europe/Kiyv"',
    ],
    [
      'has a currency that does not exist',
      'name: S\ncurrency: UHA\ntime_zone: UTC\n',
      '2:11  there is no currency "UHA" (expected three letters such as UAH; did you mean UAH?)',
    ],
    [
      'has a key nobody knows',
      shop('setle_within: 3d'),
      '4:1  unknown key "setle_within" in the shop (did you mean settle_within?)',
    ],
    [
      'has a language we do not speak',
      shop('languages: [en, fr]'),
      '4:17  a language cannot be "fr" (expected ru, uk, en)',
    ],
    [
      'has a prefix in small letters',
      shop('code_prefix: wb'),
      '4:14  code_prefix cannot be "wb" (expected 2 to 8 of A-Z and 0-9, such as WB; did you mean WB?)',
    ],
    [
      'has a sum without a currency',
      shop('large_order: 20000'),
      '4:14  large_order has no currency (expected a sum such as 600 UAH; did you mean 20000 UAH?)',
    ],
    [
      'has a sum that is not exact',
      shop('large_order: 600.001 UAH'),
      '4:14  large_order is not exact in UAH (expected at most 2 digits after the point)',
    ],
    ['has a sum with commas', shop('large_order: 20,000 UAH'), 'did you mean 20000 UAH?'],
    ['has a cap without a time', shop('contact: once'), '4:10  contact says how often, but not in what time'],
    [
      'has a fact that hides a key',
      shop('facts: { name: x }'),
      '4:10  a fact of the shop cannot be called "name"',
    ],
    [
      'stands in two documents',
      `${shop('')}---\nname: T\n`,
      '5:1  a file holds one document (did you mean two files?)',
    ],
  ])
})

describe('offers', () => {
  const offer = (terms: string): string => `offers:\n  o: { ${terms} }\n`
  each('flows/offers.yaml', [
    [
      'of a percentage without a bound',
      offer('percent: 15, valid: 1d'),
      '2:3  offer o lacks up_to: what it costs at worst is not known',
    ],
    ['of free shipping without its worth', offer('shipping: free, valid: 1d'), '2:3  offer o lacks worth'],
    ['of points without their worth', offer('points: 50, valid: 1d'), '2:3  offer o lacks worth'],
    [
      'with worth from a fact that is no sum',
      offer('points: 5, worth: shop.returns_days, valid: 1d'),
      '2:26  shop.returns_days is no sum',
    ],
    [
      'with worth from a fact that is misspelt',
      offer('shipping: free, worth: shop.delivery_cots, valid: 1d'),
      '2:31  shop has no "delivery_cots" (expected a fact of the shop that is a sum; did you mean shop.delivery_cost?)',
    ],
    [
      'with a bracket that is not closed',
      'offers:\n  o: { points: 50, worth: 50 UAH, valid: 1d\n  p: { points: 5, worth: 5 UAH, valid: 1d }\n',
      '3:3  a bracket that was opened above is not closed (expected a } before this line)',
    ],
    [
      'of more than all',
      offer('percent: 101, up_to: 5 UAH, valid: 1d'),
      '2:17  percent cannot be "101" (expected a percentage above 0 and up to 100, such as 15)',
    ],
    ['of nothing', offer('percent: 0, up_to: 5 UAH, valid: 1d'), '2:17  percent cannot be "0"'],
    ['of two things', offer('percent: 5, amount: 5 UAH, valid: 1d'), '2:3  offer o gives percent and amount'],
    [
      'without an end',
      offer('amount: 5 UAH'),
      '2:3  offer o lacks valid (expected valid with a duration such as 48h, or until with a date such as 2026-12-31)',
    ],
    [
      'that reminds too late',
      offer('amount: 5 UAH, valid: 6h, remind: 6h'),
      '2:42  remind is not within the time of the code',
    ],
    [
      'in a foreign currency',
      offer('amount: 5 EUR, valid: 1d'),
      "2:16  amount is in EUR, but the shop's currency is UAH",
    ],
    [
      'on something unknown',
      offer('amount: 5 UAH, valid: 1d, on: saved'),
      '2:38  on cannot be "saved" (expected saved_items, related_goods, new_category)',
    ],
    [
      'that stand there twice',
      'offers:\n  a: { amount: 5 UAH, valid: 1d }\n  a: { amount: 6 UAH, valid: 1d }\n',
      '3:3  "a" stands here a second time (expected it once; the first is in line 2)',
    ],
  ])
})

describe('segments', () => {
  each('flows/segments.yaml', [
    [
      'that ask each other in a circle',
      'segments:\n  a: segment.b\n  b: segment.c\n  c: segment.a\n',
      '2:6  segments ask each other in a circle: a -> b -> c -> a',
    ],
    ['that ask a talk', 'segments:\n  a: reason == "price"\n', '2:6  "reason" is not known here'],
    [
      'under a wrong key',
      'segmens:\n  a: true\n',
      '1:1  unknown key "segmens" in the file of segments (expected segments; did you mean segments?)',
    ],
  ])

  it('that ask each other over and over, or are far too many, are told; a long chain is fine', () => {
    const segments = (count: number, ask: (next: string) => string) =>
      `segments:\n${Array.from({ length: count }, (_, i) => `  s${i}: ${ask(`segment.s${i + 1}`)}\n`).join('')}  s${count}: false\n`
    const problems = (text: string) => problemsOf({ 'flows/segments.yaml': text })
    expect(problems(segments(40, (next) => `${next} || ${next}`))).toEqual([
      'flows/segments.yaml:2:7  segment s0 asks others over and over',
    ])
    expect(problems(segments(600, (next) => next))[0]).toContain('there are too many segments (601)')
    const chain = rulebookOf({ 'flows/segments.yaml': segments(450, (next) => next) })
    expect(chain.segments.s0!.holds({})).toBe(false)
  })
})

describe('a flow', () => {
  const start = (more: string): string => `flow: f\nstart: { ${more} }\nsteps: [{ say: bot.thanks }]\n`
  each('flows/f.yaml', [
    ['without a name', 'start: { on: message }\nsteps: [{ say: bot.thanks }]\n', '1:1  the flow lacks flow'],
    ['that is only words', 'hello', '1:1  a flow cannot be "hello"'],
    ['without steps', 'flow: f\nstart: { on: message }\nsteps: []\n', '3:8  this list of steps is empty'],
    [
      'on an unknown trigger',
      start('on: cart_abandonned, after: 5m'),
      '2:14  on cannot be "cart_abandonned"',
    ],
    [
      'on a left cart without a time',
      start('on: cart_abandoned'),
      '2:8  a start on cart_abandoned lacks after',
    ],
    [
      'on a segment without one',
      start('on: segment_entered'),
      '2:8  a start on segment_entered lacks segment',
    ],
    [
      'on an unknown segment',
      start('on: segment_entered, segment: inactiv'),
      '2:40  there is no segment "inactiv" (did you mean inactive?)',
    ],
    [
      'on a day that does not exist',
      start('on: date, date: 2027-02-30'),
      '2:26  date cannot be "2027-02-30" (expected a date such as 2027-01-31',
    ],
    [
      'with a key of another trigger',
      start('on: message, date: 2027-02-20'),
      '2:23  date belongs to a start on date, and this one is on message',
    ],
    [
      'that gives without a budget',
      'flow: f\nstart: { on: message }\nsteps: [{ give: fixed_500, else: end }]\n',
      '1:7  this campaign gives offers but has no budget',
    ],
    [
      'that gives without an end',
      'flow: f\nstart: { on: message }\nsteps: [{ give: fixed_500, else: end }]\n',
      '1:7  this campaign gives offers but has no end',
    ],
    [
      'with a step that does two things',
      'flow: f\nstart: { on: message }\nsteps:\n  - say: bot.thanks\n    give: fixed_500\n',
      '5:5  one step cannot do both: say, give',
    ],
    [
      'with else but no when',
      'flow: f\nstart: { on: message }\nsteps:\n  - say: bot.thanks\n    else: end\n',
      '5:5  else needs a when',
    ],
    [
      'that goes to an unknown step',
      'flow: f\nstart: { on: message }\nsteps:\n  - id: one\n    say: bot.thanks\n    then: on\n',
      '6:11  there is no step "on" (expected the id of a step, end, or a list of steps; did you mean one?)',
    ],
    [
      'with words instead of a key',
      'flow: f\nstart: { on: message }\nsteps:\n  - say: Hello, friend!\n',
      '4:10  here stands the key of a text, and the words stand in locales/',
    ],
    [
      'with a variable of two kinds',
      'flow: f\nstart: { on: message }\nsteps:\n  - set: { n: 1 }\n  - set: { n: x }\n',
      '5:15  n is of one kind here and of another elsewhere in this flow',
    ],
    [
      'with a tab',
      'flow: f\nstart:\n\ton: message\n',
      '3:1  a tab is used to indent (did you mean two spaces?)',
    ],
    [
      'with an alias',
      'flow: f\nstart: &s { on: message }\nsteps: *s\n',
      '3:8  an alias (*s) is not read here (expected the value itself)',
    ],
    [
      'with a quote that is not closed',
      'flow: f\nabout: "x\nstart: { on: message }\n',
      'a quote, comma or bracket is not closed',
    ],
    ['that is no text at all', 'flow: f\u0000\n', '1:8  the file is not plain UTF-8 text'],
    ['that is huge', `flow: f\n${'# x\n'.repeat(200_000)}`, '1:1  the file is too long'],
    ['that is nested without end', '['.repeat(100_000), '1:1  the file is nested too deep'],
  ])

  it('whose name is taken says where', () => {
    const flow = 'flow: f\nstart: { on: message }\nsteps: [{ say: bot.thanks }]\n'
    expect(problemsOf({ 'flows/a.yaml': flow, 'flows/b.yaml': flow })).toEqual([
      'flows/b.yaml:1:7  the flow f stands in flows/a.yaml already (expected a name of its own)',
    ])
  })

  it('may begin with a byte order mark and end its lines as Windows does', () => {
    const flow =
      '\uFEFFflow: f\r\nstart: { on: message }\r\nsteps:\r\n  - when: cart.totl > 1\r\n    say: bot.thanks\r\n'
    expect(problemsOf({ 'flows/f.yaml': flow })).toEqual([
      expect.stringContaining('flows/f.yaml:4:16  cart has no "totl"'),
    ])
  })

  it('whose budget does not cover one code gets a warning', () => {
    const terms = (budget: string) => `campaign: { budget: ${budget}, until: none }`
    const steps = '  - give: fixed_500\n    else: end'
    expect(warningsOf(flowOfSteps(steps, terms('499.99 UAH')))).toEqual([
      'flows/f.yaml:6:21  the budget does not cover one code of the dearest offer',
    ])
    expect(warningsOf(flowOfSteps(steps, terms('500 UAH')))).toEqual([])
    expect(warningsOf(flowOfSteps('  - escalate: human'))[0]).toContain(
      'agents cannot give codes out of this campaign',
    )
    expect(warningsOf(flowOfSteps('  - escalate: human', TERMS))).toEqual([])
  })
})

describe('texts', () => {
  const text = (line: string): string => `${EN}\nextra:\n  t: ${line}\n`
  const EN = ''
  const problems = (line: string): readonly string[] => {
    const shop = FILES['flows/shop.yaml']!.replace('[en, uk, ru]', '[uk, en]')
    return problemsOf({
      'flows/shop.yaml': shop,
      'locales/en.yaml': text(line),
      ...flowOfSteps('  - say: bot.thanks'),
    })
  }
  it.each([
    ['"Hi {name"', 'locales/en.yaml:3:10  this text cannot be read: a { is not closed'],
    [
      '"{n, plural, one {a}}"',
      '3:26  this text cannot be read: the form "other" is missing (expected other {...} as the last form)',
    ],
    [
      '"{n, plurl, other {a}}"',
      '3:11  this text cannot be read: this type of argument is not known (expected number, plural or select)',
    ],
    [
      '"{until, date, short}"',
      '3:6  {until} asks for a date (did you mean {until}: dates are written out already?)',
    ],
    ['{name}', 'this text is empty (expected words, in quotes where they begin with {)'],
    ['""', '3:6  this text is empty'],
    ['[a, b]', '3:6  the text extra.t cannot be a list (expected words)'],
    [
      `"${'x'.repeat(4097)}"`,
      '3:6  this text is too long (4097 characters) (expected at most 4096 characters)',
    ],
  ])('%s', (line, expected) => {
    expect(problems(line)[0]).toContain(expected)
  })

  it('that use what is not given are told where the text stands', () => {
    const files = {
      'locales/uk.yaml': 'extra:\n  t: "{nmae}, {cart_total} {shop_delivery_cost}"\n',
      ...flowOfSteps('  - say: extra.t'),
    }
    const found = problemsOf(files).filter((line) => line.includes('given'))
    expect(found).toEqual([
      'locales/uk.yaml:2:6  {nmae} is not given to the text extra.t (did you mean {name}?)',
    ])
  })

  it("missing in the shop's own language are problems, in others warnings", () => {
    const files = (languages: string) => ({
      ...flowOfSteps('  - say: extra.t'),
      'flows/shop.yaml': FILES['flows/shop.yaml']!.replace('[en, uk, ru]', languages),
    })
    expect(problemsOf(files('[en, uk]'))).toEqual([
      'flows/f.yaml:4:10  the text extra.t is missing in locales/en.yaml',
    ])
    expect(warningsOf(files('[en, uk]'))).toEqual([
      'flows/f.yaml:4:10  the text extra.t is missing in locales/uk.yaml',
    ])
  })

  it('in a language that we do not speak are told', () => {
    expect(problemsOf({ 'locales/ua.yaml': 'a: b\n' })[0]).toContain(
      'locales/ua.yaml:1:1  no texts are read from locales/ua.yaml',
    )
    expect(problemsOf({ 'locales/uk.yaml': '' })[0]).toContain(
      'flows/shop.yaml:1:1  there is no locales/uk.yaml',
    )
  })
})
