// Days that are named by their place: "the fifth of December", "до двадцать четвёртого". Ordinals become digits only where a
// month follows or a deadline goes before: a second cup and a third floor are no dates. Looks at a view with numbers in digits.
import { pattern } from './pattern.ts'
import { replaced, type View } from './view.ts'

/** Stems of the days 1 to 9, 10 to 20 and 30; by itself or behind the tens. */
const STEMS: readonly (readonly [number, string])[] = [
  [1, 'first|перв(?:ого|ому|ое)|перш(?:ого|ому|е)'],
  [2, 'second|втор(?:ого|ому|ое)|друг(?:ого|ому|е)'],
  [3, 'third|трет(?:ьего|ьему|ье|ього|ьому|є)'],
  [4, 'fourth|четв[еи]рт(?:ого|ому|ое|е)'],
  [5, 'fifth|пят(?:ого|ому|ое|е)'],
  [6, 'sixth|ш[еі]ст(?:ого|ому|ое|е)'],
  [7, 'seventh|седьм(?:ого|ому|ое)|сьом(?:ого|ому|е)'],
  [8, 'eighth|восьм(?:ого|ому|ое|е)'],
  [9, 'ninth|девят(?:ого|ому|ое|е)'],
  [10, 'tenth|десят(?:ого|ому|ое|е)'],
  [11, 'eleventh|одиннадцат(?:ого|ому|ое)|одинадцят(?:ого|ому|е)'],
  [12, 'twelfth|двенадцат(?:ого|ому|ое)|дванадцят(?:ого|ому|е)'],
  [13, 'thirteenth|тринадцат(?:ого|ому|ое)|тринадцят(?:ого|ому|е)'],
  [14, 'fourteenth|четырнадцат(?:ого|ому|ое)|чотирнадцят(?:ого|ому|е)'],
  [15, 'fifteenth|пятнадцат(?:ого|ому|ое)|пятнадцят(?:ого|ому|е)'],
  [16, 'sixteenth|шестнадцат(?:ого|ому|ое)|шістнадцят(?:ого|ому|е)'],
  [17, 'seventeenth|семнадцат(?:ого|ому|ое)|сімнадцят(?:ого|ому|е)'],
  [18, 'eighteenth|восемнадцат(?:ого|ому|ое)|вісімнадцят(?:ого|ому|е)'],
  [19, 'nineteenth|девятнадцат(?:ого|ому|ое)|девятнадцят(?:ого|ому|е)'],
  [20, 'twentieth|двадцат(?:ого|ому|ое)|двадцят(?:ого|ому|е)'],
  [30, 'thirtieth|тридцат(?:ого|ому|ое)|тридцят(?:ого|ому|е)'],
]
const DAYS = STEMS.map(([day, stems]) => [day, pattern(`^(?:${stems})$`)] as const)
const ORDINAL = STEMS.map(([, stems]) => stems).join('|')
const MONTH =
  'jan|feb|mar(?:ch)?\\b|apr|may\\b|jun|jul|aug|sep|oct|nov|dec|янв|фев|март|апр|ма[йяю]\\b|июн|июл|авг|сент|окт|нояб|дек|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд'
const NAMED = pattern(
  `(?<![\\p{L}\\d])(?:(2|3)0[ -])?(${ORDINAL})(?=(?: of)?(?: the)? (?:${MONTH}))|` +
    `(?<=(?<!\\p{L})(?:until|till|til|by|through|before|до|по|к) (?:the )?)(?:(2|3)0[ -])?(${ORDINAL})(?= ?(?:$|[.,;:!?\\n)]|числа|включ))`,
  'gu',
)

/** "the 5 of december", "till the 24th": as days in digits are written. */
export const withDays = (view: View): View =>
  replaced(
    view,
    [...view.text.matchAll(NAMED)].map(({ 0: whole, 1: a, 2: b, 3: c, 4: d, index }) => {
      const day = DAYS.find(([, is]) => is.test(b ?? d ?? ''))?.[0] ?? 0
      return { start: index, end: index + whole.length, words: `${Number(a ?? c ?? 0) * 10 + day}th` }
    }),
  )
