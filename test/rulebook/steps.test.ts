// Steps and the lists within them: where each leads, what is never reached, what would go round for ever.
import { describe, expect, it } from 'vitest'
import { flowOfSteps, problemsOf, rulebookOf, TERMS, warningsOf } from './sources-of.ts'

const stepsOf = (steps: string, more = '') => rulebookOf(flowOfSteps(steps, more)).flows[0]!

describe('a list of steps', () => {
  it('goes on in its order; a step without an id is called by its number', () => {
    const { first, steps } = stepsOf(
      '  - say: bot.thanks\n  - id: two\n    say: bot.thanks\n  - say: bot.thanks',
    )
    expect(first).toBe('s1')
    expect([steps.s1!.next, steps.two!.next, steps.s3!.next]).toEqual(['two', 's3', null])
  })

  it('within a step goes on behind that step; where `when` does not hold its `else` goes there too', () => {
    const { steps } = stepsOf(`
  - id: a
    when: cart.count > 1
    say: bot.thanks
    then:
      - say: bot.greeting
      - say: bot.greeting
    else:
      - say: bot.unclear
  - id: b
    say: bot.thanks`)
    expect(steps.a).toMatchObject({ next: 'a.then.1', skip: 'a.else.1' })
    expect(steps['a.then.1']!.next).toBe('a.then.2')
    expect(steps['a.then.2']!.next).toBe('b')
    expect(steps['a.else.1']!.next).toBe('b')
  })

  it('goes to a step by its name, and ends at `end`', () => {
    const { steps } = stepsOf(
      `
  - id: a
    when: cart.count > 1
    say: bot.thanks
    then: c
    else: end
  - id: b
    when: cart.count > 2
    go: end
  - id: c
    say: bot.thanks
    then: end
  - id: d
    say: bot.thanks`
        .replace('- id: b', '- id: b')
        .replace('else: end', 'else: b')
        .replace('then: end', 'then: d'),
    )
    expect(steps.a).toMatchObject({ next: 'c', skip: 'b' })
    expect(steps.b).toMatchObject({ kind: 'end', next: null, skip: 'c' })
    expect(steps.c!.next).toBe('d')
  })

  it('of silence and of an agent who does not answer ends the talk', () => {
    const { steps } = stepsOf(`
  - ask: bot.unclear
    choices: [price, fit]
    wait: 2h
    silent:
      - say: bot.thanks
  - escalate: human
    fallback: { say: bot.no_offer }
  - say: bot.thanks`)
    expect(steps.s1).toMatchObject({
      kind: 'ask',
      into: 'reason',
      wait: 7_200_000,
      silent: 's1.silent.1',
      next: 's2',
    })
    expect(steps.s1).toMatchObject({
      choices: [
        { id: 'price', text: 'choices.price' },
        { id: 'fit', text: 'choices.fit' },
      ],
    })
    expect(steps['s1.silent.1']!.next).toBeNull()
    expect(steps.s2).toMatchObject({ fallback: 's2.fallback.1', next: 's3' })
    expect(steps['s2.fallback.1']!.next).toBeNull()
  })

  it('knows every kind of step', () => {
    const { steps } = stepsOf(
      `
  - set: { vip: true, seen: 3, from: "3" }
  - ask: bot.unclear
    into: answer
    choices: { accept: choices.accept, later: choices.not_ready }
  - offer:
      - { when: answer == "later", say: bot.thanks }
      - { when: vip && seen > 2, give: percent_15 }
    else: { escalate: human }
  - wait: 2d
  - remind: bot.reminder
    before: 6h
  - give: fixed_500
    else: { say: bot.no_offer }
  - end: yes`,
      TERMS,
    )
    expect(Object.values(steps).map(({ kind }) => kind)).toEqual([
      'set',
      'ask',
      'offer',
      'wait',
      'remind',
      'give',
      'end',
    ])
    expect(steps.s1).toMatchObject({ values: { vip: true, seen: 3, from: '3' } })
    expect(steps.s3).toMatchObject({ otherwise: { kind: 'escalate', reason: 'human' } })
    expect(steps.s5).toMatchObject({ before: 21_600_000, text: 'bot.reminder' })
    expect(steps.s6).toMatchObject({ offer: 'fixed_500', otherwise: { kind: 'say', text: 'bot.no_offer' } })
  })

  it('show the cart beside their words, and nothing else that is named', () => {
    const { steps } = stepsOf('  - ask: bot.unclear\n    show: cart\n  - say: bot.thanks\n    show: cart')
    expect([steps.s1, steps.s2]).toMatchObject([{ show: 'cart' }, { show: 'cart' }])
    const faults = (more: string) => problemsOf(flowOfSteps(`  - say: bot.thanks\n    ${more}`))
    expect(faults('show: cat')).toEqual([
      'flows/f.yaml:5:11  "cat" cannot be shown (expected cart: the goods in it, with their pictures; did you mean cart?)',
    ])
    expect(faults('show: [cart]')[0]).toContain('flows/f.yaml:5:11  show cannot be a list')
    expect(problemsOf(flowOfSteps('  - wait: 1d\n    show: cart'))[0]).toContain('show')
  })

  it('tells of steps that nobody reaches', () => {
    expect(
      problemsOf(flowOfSteps('  - say: bot.thanks\n    then: end\n  - say: bot.thanks\n  - say: bot.thanks')),
    ).toEqual(['flows/f.yaml:6:5  step s2 is never reached'])
  })

  it('tells of a loop that never waits, by its names', () => {
    const loop = (wait: string): string => `
  - id: a
    say: bot.thanks
${wait}  - id: b
    when: cart.count > 1
    go: a`
    expect(problemsOf(flowOfSteps(loop('')))).toEqual([
      'flows/f.yaml:5:5  these steps go round for ever: a -> b -> a (expected a step in the loop that waits: ask, wait or escalate)',
    ])
    expect(problemsOf(flowOfSteps(loop('  - wait: 1d\n')))).toEqual([])
    // A step that waits only for some lets the others round.
    const sometimes = '  - when: cart.count > 3\n    wait: 1d\n'
    expect(problemsOf(flowOfSteps(loop(sometimes)))[0]).toContain('a -> s2 -> b -> a')
  })

  it('warns where a table leaves shoppers out, and where a row is never reached', () => {
    const rows = (more: string) => `  - offer:\n      - { when: cart.count > 1, give: fixed_500 }\n${more}`
    const out = 'flows/f.yaml:5:7  shoppers for whom no row holds hear nothing'
    expect(warningsOf(flowOfSteps(rows(''), TERMS))[0]).toContain(out)
    expect(warningsOf(flowOfSteps(rows('    else: end'), TERMS))).toEqual([])
    expect(
      warningsOf(flowOfSteps(rows('      - { say: bot.thanks }\n      - { give: fixed_500 }'), TERMS)),
    ).toEqual(['flows/f.yaml:7:9  this row is never reached: the one above holds for everybody'])
    // What is given may be refused, and then the row below has its turn.
    const refused =
      '      - { give: fixed_500 }\n      - { when: refused == "same_person", say: bot.thanks }\n'
    expect(warningsOf(flowOfSteps(rows(`${refused}    else: end`), TERMS))).toEqual([])
  })
})

describe('texts of a flow', () => {
  it('are looked for under every value that a variable can have', () => {
    const step = (when: string) =>
      `  - ask: bot.unclear\n    choices: [price, human]\n  - ${when}\n    say: answers.{reason}`
    const open = problemsOf(flowOfSteps(step('id: all')))
    expect(open).toEqual(
      [
        'flows/f.yaml:7:10  the text answers.human is missing in locales/en.yaml',
        'flows/f.yaml:7:10  the text answers.other is missing in locales/en.yaml (did you mean answers.fit?)',
      ].map((line) => expect.stringContaining(line.slice(0, 60))),
    )
    expect(problemsOf(flowOfSteps(step('when: reason in ["price", "fit"]')))).toEqual([])
    expect(problemsOf(flowOfSteps(step('when: cart.count > 1 && reason == "human"')))[0]).toContain(
      'answers.human',
    )
  })

  it('are guarded by what started the flow', () => {
    const flow = (when: string) =>
      `flow: f\nstart:\n  on: message\n  when: ${when}\nsteps:\n  - say: answers.{message}\n`
    expect(problemsOf({ 'flows/f.yaml': flow('message in ["fit", "price"]') })).toEqual([])
    expect(problemsOf({ 'flows/f.yaml': flow('cart.count > 1') }).length).toBeGreaterThan(5)
  })
})
