// Shares of a price that are given away: "a fifth off", "пятую часть цены", "you pay two thirds", "1/3 off", "4 of every 5
// hryvnias", "0.8 of the price". Looks at a clause with numbers in digits; says each as a percentage.
import { pattern } from './pattern.ts'

/** The share's denominator, by its stem, in the three languages. */
const PARTS: readonly (readonly [number, string])[] = [
  [3, 'thirds?|трет(?:ь|и|ью|ин[ауи]|ини|ину|ья|ью|я|ю)'],
  [4, 'quarters?|fourths?|четверт(?:ь|и|ая|ую|инк[ауи]|ые)|чверт(?:ь|і|инк[ауи])|четверт[аої]+'],
  [5, 'fifths?|пят(?:ая|ую|ой|ые|ых|а|у)'],
  [6, 'sixths?|шест(?:ая|ую|ой)|шост[ау]'],
  [7, 'sevenths?|седьм(?:ая|ую)|сьом[ау]'],
  [8, 'eighths?|восьм(?:ая|ую|а|у)'],
  [9, 'ninths?|девят(?:ая|ую|а|у)'],
  [10, 'tenths?|десят(?:ая|ую|ой|ые|ых|а|у)'],
]
const TESTS = PARTS.map(([part, stems]) => [part, pattern(`^(?:${stems})$`)] as const)
const PART = PARTS.map(([, stems]) => stems).join('|')
const PRICE =
  '(?:the |its |your |this |of )*(?:whole )?(?:price|cost|bill|total|sum|amount)|(?:от |від )?(?:этой |цієї |всей |всієї )?(?:цен[ыеу]|цін[иіу]|стоимост\\p{L}+|вартост\\p{L}+|сумм[ыеу]|сум[иіу])'
const SHARES = [
  pattern(
    `(?<!\\p{L})(?:(\\d{1,2}) )?(${PART})(?: (?:part|част\\p{L}+))?(?: (?:of|off) ?)?(?: ?(?:${PRICE})| ?\\boff\\b)`,
    'gu',
  ),
  pattern(`(?<!\\p{L})(?:(\\d{1,2}) )?(${PART})(?: (?:of|off)) (?:${PRICE})`, 'gu'),
  pattern(`(?<![\\d/.])(\\d{1,2})/(\\d{1,2}) (?:of )?(?:\\boff\\b|${PRICE})`, 'gu'),
  pattern(`(?<![\\d.])(\\d{1,3}) (?:(?:out )?of every|из кажд\\p{L}+|з кожн\\p{L}+) (\\d{1,3})`, 'gu'),
]
const DECIMAL = pattern(
  `(?<![\\d.])(0\\.\\d{1,2}) (?:of )?(?:${PRICE}|\\bdiscount|скидк|знижк|\\boff\\b)`,
  'gu',
)
/** What is left to pay, and not what is given. */
const PAYS = pattern('\\bpay|\\bcosts? you|(?<!\\p{L})(?:плат|заплат|сплат|оплат)')

export type Share = { readonly percent: number; readonly at: number; readonly length: number }

const partOf = (word: string): number =>
  /^\d/.test(word) ? Number(word) : (TESTS.find(([, is]) => is.test(word))?.[0] ?? 0)

export const sharesIn = (text: string): readonly Share[] => {
  const pays = PAYS.test(text)
  const shares = [
    ...SHARES.flatMap((each) =>
      [...text.matchAll(each)].map((found) => ({
        found,
        share: Number(found[1] ?? 1) / partOf(found[2] ?? ''),
      })),
    ),
    ...[...text.matchAll(DECIMAL)].map((found) => ({ found, share: Number(found[1]) })),
  ]
  return shares
    .filter(({ share }) => share > 0 && share < 1)
    .map(({ found, share }) => ({
      percent: Math.round((pays ? 1 - share : share) * 100),
      ...{ at: found.index, length: found[0].length },
    }))
}
