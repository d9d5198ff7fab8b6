// Whatever an author types, compiling ends with a rulebook or with problems, never with a throw.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { SHIPPED, sourcesOf } from './sources-of.ts'

const PIECES = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ':',
  ': ',
  '- ',
  '#',
  '!',
  '&a',
  '*a',
  '\t',
  '\n',
  '\r\n',
  '|',
  '>',
  '%',
]
const WORDS = [
  'when',
  'else',
  'then',
  '__proto__',
  'constructor',
  '<<',
  '---',
  '...',
  '\u0000',
  '\uFEFF',
  'null',
  '1e999',
  '~',
  '🙂',
]
const piece = fc.oneof(fc.constantFrom(...PIECES, ...WORDS), fc.string({ unit: 'binary', maxLength: 6 }))

const settles = (sources: Parameters<typeof compileRulebook>[0]): void => {
  const result = compileRulebook(sources)
  if ('rulebook' in result) return
  expect(result.problems.length).toBeGreaterThan(0)
  for (const { file, line, col, message } of result.problems) {
    expect(line >= 1 && col >= 1 && file !== '' && message !== '').toBe(true)
    expect(message).not.toContain('cannot be compiled')
  }
}

describe('compiling', () => {
  const edits = fc.array(
    fc.record({ file: fc.nat(), at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), piece }),
    { minLength: 1, maxLength: 4 },
  )

  it('survives any slip in the shipped flows', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(edits, (made) => {
        const sources = SHIPPED.map((source) => ({ ...source }))
        for (const { file, at, cut, piece: put } of made) {
          const source = sources[file % sources.length]!
          const place = Math.floor(at * source.text.length)
          source.text = source.text.slice(0, place) + put + source.text.slice(place + cut)
        }
        settles(sources)
      }),
      { numRuns: 120 },
    )
  })

  it('survives lines that are moved, doubled and indented in a flow', { timeout: 120_000 }, () => {
    const lines = SHIPPED.find(({ path }) => path === 'flows/abandoned_cart.yaml')!.text.split('\n')
    const change = fc.record({ from: fc.nat(), to: fc.nat(), indent: fc.integer({ min: -4, max: 4 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const text = [...lines]
        for (const { from, to, indent } of changes) {
          const line = text[from % text.length]!
          const moved = indent < 0 ? line.slice(Math.min(-indent, line.length)) : ' '.repeat(indent) + line
          text.splice(to % text.length, indent % 2 === 0 ? 1 : 0, moved)
        }
        settles(sourcesOf({ 'flows/f.yaml': text.join('\n') }))
      }),
      { numRuns: 120 },
    )
  })

  it('survives any condition', () => {
    const word = fc.constantFrom(
      'cart.total',
      'segment.inactive',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '>',
      '1',
      '1.5',
      '"x"',
      'has',
      '[',
      ']',
      ',',
      '.',
      '?',
      ':',
      'in',
      '-',
      '__proto__',
      'constructor',
      'exists',
      '`',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const when = JSON.stringify(words.join(' '))
        settles(
          sourcesOf({
            'flows/f.yaml': `flow: f\nstart: {on: message, when: ${when}}\nsteps: [{say: bot.thanks}]`,
          }),
        )
      }),
      { numRuns: 150 },
    )
  })
})
