// What is wrong with a condition is told at its own column, with the nearest name.
import { describe, expect, it } from 'vitest'
import { problemsOf } from './sources-of.ts'

/** The condition begins in column 12 of line 4. */
const problems = (condition: string, before = '', after = ''): readonly string[] =>
  problemsOf({
    'flows/f.yaml': `flow: f\nstart: { on: message }\nsteps:\n  - when:  ${condition}\n    say: bot.thanks\n${before}${after}`,
  })

describe('a condition with a fault', () => {
  it.each([
    ['crt.total > 3', '4:12  "crt" is not known here (did you mean cart?)'],
    ['segment.inactiv', '4:20  there is no segment "inactiv" (did you mean segment.inactive?)'],
    ['cart.totl > 3', '4:17  cart has no "totl" (did you mean cart.total?)'],
    ['reason == price', '4:22  "price" is not known here (did you mean "price" in quotes?)'],
    ['reason == "prise"', 'reason is never "prise"'],
    ['reason in ["fit", "prise"]', '4:30  reason is never "prise"'],
    ['shopper.language == "ua"', '4:32  shopper.language is never "ua" (expected ru, uk, en'],
    [
      'cart.total > 10.001',
      '4:25  the sum 10.001 is not exact in UAH (expected a plain number with at most 2 digits',
    ],
    ['cart.total > "x"', '4:12  a sum and a text do not go together with >'],
    [
      'cart.count',
      '4:12  when is a number (expected something that is true or false, such as cart.count > 0)',
    ],
    ['cart', '4:12  cart is a group of facts (expected one of them, such as cart.total'],
    ['cart.total >', 'this condition cannot be read: something is missing at the end'],
    ['reason = "price"', 'this condition cannot be read: Unexpected character: = (did you mean ==?)'],
    ['cart.count > 1 and cart.count < 3', 'did you mean && for and, || for or, ! for not?'],
    ['message.matches("(a+)+")', '.matches() is not known'],
    ['foo(1) == 2', '4:12  foo() is not known'],
    ['has(reason)', 'has() asks for a fact of a group (expected a fact such as has(orders.last))'],
    ['cart.count && true', '&& and || join conditions, but one side is a number'],
    ['shop.free_delivry_from > 3', 'did you mean shop.free_delivery_from?'],
  ])('%s', (condition, expected) => {
    const found = problems(condition)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
    expect(found[0]).toContain('flows/f.yaml:4:')
  })

  it('tells of every unknown name at once', () => {
    expect(problems('crt.total > 3 && cart.totl > 2 && segment.x')).toHaveLength(3)
  })

  it('that is far too long or far too deep is a problem and no crash', () => {
    expect(problems(`${'!'.repeat(500)}true`)).toHaveLength(1)
    expect(problems(`${'('.repeat(900)}true${')'.repeat(900)}`)).toHaveLength(1)
    expect(problems(`cart.count > 1 ${'&& cart.count > 1 '.repeat(150)}`)[0]).toContain('too long')
  })

  it('of a variable is checked against the choices that it is asked with', () => {
    const ask = '  - ask: bot.thanks\n    into: size\n    choices: [accept, decline]\n'
    const found = problems('size == "acept"', ask)
    expect(found).toEqual([
      'flows/f.yaml:4:20  size is never "acept" (expected accept, decline, other; did you mean accept?)',
    ])
  })
})

describe('quotes around a condition', () => {
  it.each([
    '  - { when: !segment.inactive, say: bot.thanks }',
    '  - { when: reason in ["fit", "price"], say: bot.thanks }',
    '  - when: !segment.inactive && cart.count > 1 # not the silent ones\n    say: bot.thanks',
    '  - when: "hat" in cart.items\n    say: bot.thanks',
    '  - when: (cart.count > 1 ? true : false)\n    say: bot.thanks',
    '  - { say: bot.thanks, when: cart.items.exists(i, i == "a,b}") }',
  ])('are put in where YAML would want them: %s', (step) => {
    expect(problemsOf({ 'flows/f.yaml': `flow: f\nstart: { on: message }\nsteps:\n${step}\n` })).toEqual([])
  })

  it('do not move the places that are told', () => {
    const row = '  - { when: reason in ["fit", "prise"], say: bot.thnks }'
    const found = problemsOf({ 'flows/f.yaml': `flow: f\nstart: { on: message }\nsteps:\n${row}\n${row}\n` })
    const places = found.map((line) => line.slice(0, line.indexOf('  ')))
    const [first, second] = [row.indexOf('"prise"') + 1, row.indexOf('bot.thnks') + 1]
    expect(places).toEqual(
      [4, 5].flatMap((line) => [`flows/f.yaml:${line}:${first}`, `flows/f.yaml:${line}:${second}`]),
    )
  })
})
