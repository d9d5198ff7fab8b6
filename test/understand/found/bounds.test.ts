// Whatever a text is, finding never throws, and takes no longer than a message is worth.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createFinder } from '../../../src/understand/found/finder.ts'
import { createItemIndex } from '../../../src/understand/found/items/item-index.ts'
import { MONDAY } from './cases.ts'

const index = createItemIndex()
for (let n = 0; n < 500; n++) index.put({ item: `i${n}`, title: `Кружка керамическая ${n} Blue mug x${n}a` })
const finder = createFinder(() => index)
const setting = { lang: 'ru', at: MONDAY, zone: 'Europe/Kyiv', currency: 'UAH', near: [] } as const

/** Pieces of which nasty texts are made. */
const PIECES = [
  ...[
    '20',
    ' ',
    '-',
    '.',
    ',',
    'до',
    'пятницы',
    'by',
    'dec',
    '%',
    '$',
    'грн',
    'сто',
    'тысяч',
    'and',
    'dozen',
    '\n',
    '1 200',
    '25.12',
  ],
  ...[
    'штук',
    'нужно',
    'скидку',
    'за',
    'через',
    'недели',
    'бюджет',
    'x',
    '/',
    ':',
    'th',
    'к',
    'кружка',
    '👍',
    '\u202e',
    '\ud800',
    'п’ять',
  ],
]

it('never throws on any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((all) => all.join(' ')),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (one) => {
      const found = finder.find(one, setting)
      expect(JSON.stringify(found ?? {}).length).toBeLessThan(800)
    }),
    { numRuns: 400 },
  )
})

it.each(PIECES.map((piece) => [JSON.stringify(piece), piece]))(
  'is bounded for 50,000 characters of %s',
  (_, piece) => {
    const long = `${piece} `.repeat(50_000 / (piece.length + 1))
    const glued = piece.repeat(50_000 / piece.length)
    const began = performance.now()
    finder.find(long, setting)
    finder.find(glued, setting)
    expect(performance.now() - began).toBeLessThan(250)
  },
)
