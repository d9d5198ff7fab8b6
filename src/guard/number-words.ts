// Numbers in words become digits, and digits are written one way: "пятнадцать", "п'ятсот", "one hundred and five",
// "1 500", "5 тыс". Russian, Ukrainian, English. Knows no units.
import { replaced, type View } from './view.ts'

/** Apostrophes are gone by now, and ё is е. */
const WORDS: Readonly<Record<number, string>> = {
  0: 'zero ноль нуль',
  1: 'one один одна одно одну одного одной однієї',
  2: 'two два две дві двух двох двум двома',
  3: 'three три трех трьох трем трьома',
  4: 'four четыре четырех чотири чотирьох',
  5: 'five пять пяти пятью пятьма',
  6: 'six шесть шести шестью шість шістьма',
  7: 'seven семь семи семью сім сьома',
  8: 'eight восемь восьми вісім вісьма',
  9: 'nine девять девяти дев’ять',
  10: 'ten десять десяти десяток десяточка десяточку desyat desiat',
  11: 'eleven одиннадцать одиннадцати одинадцять одинадцяти',
  12: 'twelve двенадцать двенадцати дванадцять дванадцяти dozen дюжина',
  13: 'thirteen тринадцать тринадцати тринадцять тринадцяти',
  14: 'fourteen четырнадцать четырнадцати чотирнадцять чотирнадцяти',
  15: 'fifteen пятнадцать пятнадцати пятнадцять пятнадцяти пятнашка пятнашечка pyatnadtsiat piatnadtsiat pyatnadtsat pyatnadcat',
  16: 'sixteen шестнадцать шестнадцати шістнадцять шістнадцяти',
  17: 'seventeen семнадцать семнадцати сімнадцять сімнадцяти',
  18: 'eighteen восемнадцать восемнадцати вісімнадцять вісімнадцяти',
  19: 'nineteen девятнадцать девятнадцати девятнадцять девятнадцяти',
  20: 'twenty двадцать двадцати двадцять двадцяти двадцатка двадцатку двадцаточка двадцаточку двадцяточка двадцяточку dvadtsiat dvadtsat dvadcat',
  25: 'четвертак четвертной',
  30: 'thirty тридцать тридцати тридцять тридцяти trydtsiat tridtsat tridcat',
  40: 'forty fourty сорок сорока sorok',
  50: 'fifty пятьдесят пятидесяти пятдесят полтинник полтинника pyatdesyat pyatdesat piatdesiat',
  60: 'sixty шестьдесят шестидесяти шістдесят шістдесяти',
  70: 'seventy семьдесят семидесяти сімдесят сімдесяти',
  80: 'eighty восемьдесят восьмидесяти вісімдесят вісімдесяти',
  90: 'ninety девяносто девяноста девяносто дев’яносто',
  100: 'hundred hundreds сто ста сотня сотню сотни соточка соточку сотку сотка sto',
  150: 'полтораста півтораста',
  200: 'двести двухсот двісті двохсот',
  300: 'триста трехсот трьохсот',
  400: 'четыреста четырехсот чотириста чотирьохсот',
  500: 'пятьсот пятисот пятсот пятихатка пятихатку пятихатки pyatsot',
  600: 'шестьсот шестисот шістсот',
  700: 'семьсот семисот сімсот',
  800: 'восемьсот восьмисот вісімсот',
  900: 'девятьсот девятисот девятсот',
  1000: 'thousand thousands grand тысяча тысячу тысячи тысяч тыс тысяща тисяча тисячу тисячі тисяч тис косарь косаря косар штукарь k',
  1000000: 'million миллион миллиона мільйон мільйона',
}

const VALUES = new Map(
  Object.entries(WORDS).flatMap(([value, words]) =>
    words.split(' ').map((word) => [word.replaceAll('’', ''), Number(value)] as const),
  ),
)
const FEW = 'пяти шести семи восьми девяти десяти сорока девяноста ста'
const GLUED = new RegExp(
  `^(${[...VALUES.keys(), ...FEW.split(' ')].sort((a, b) => b.length - a.length).join('|')})((?:процент|відсотк|percent).*)$`,
)

const TOKEN = /\d+(?:\.\d+)?|\p{L}+/gu
const APOSTROPHES = /(?<=\p{L})'(?=\p{L})/gu
/** "1 500", "1,500", "1.500.000", "12'000": groups of three; and "2,5". */
const GROUPED = /(?<![\d.,])(\d{1,3})(?:([ ,.'])(\d{3}))(?:\2(\d{3}))?(?!\d|[.]\d{3})/g
const COMMA = /(?<=\d),(?=\d{1,2}(?!\d))/g

const matches = (view: View, pattern: RegExp, words: (found: RegExpExecArray) => string): View =>
  replaced(
    view,
    [...view.text.matchAll(pattern)].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      words: words(found as RegExpExecArray),
    })),
  )

type Run = { start: number; end: number; total: number; current: number; words: number }

const sumOf = ({ total, current }: Run): string => String(total + current)

/** Takes the value into the number that is being said; false: it begins another one. */
const takes = (run: Run, value: number): boolean => {
  const { current } = run
  if (value >= 1000) {
    run.total += Math.max(1, current) * value
    run.current = 0
    return true
  }
  if (value === 100 && current > 0 && current < 10) {
    run.current = current * 100
    return true
  }
  const tail = current % 100
  const fits =
    (current === 0 && run.total > 0) ||
    (value < 100 && current >= 100 && tail === 0) ||
    (value < 10 && value > 0 && tail >= 20 && tail % 10 === 0)
  if (fits) run.current += value
  return fits
}

/** Between two words of one number. */
const LINK = /^(?:[ -]{1,2}|,? and |-and-)$/

const wordsToDigits = (view: View): View => {
  const changes: { start: number; end: number; words: string }[] = []
  let run: Run | null = null
  const close = (): void => {
    if (run && run.words > 0) changes.push({ start: run.start, end: run.end, words: sumOf(run) })
    run = null
  }
  for (const found of view.text.matchAll(TOKEN)) {
    const [word] = found
    const start = found.index
    const glued = word.length > 8 ? GLUED.exec(word) : null
    const said = glued?.[1] ?? word
    const isDigits = /^\d/.test(word)
    const value = isDigits ? Number(word) : VALUES.get(said)
    const end = start + said.length
    if (value === undefined) {
      if (word !== 'and') close()
      continue
    }
    const open = run as Run | null
    const linked = open && LINK.test(view.text.slice(open.end, start) || ' ')
    // "5k" and "5 тыс", but not "500 one" or "k" by itself.
    if (open && linked && !(isDigits && open.words > 0) && takes(open, value)) {
      open.end = end
      open.words += isDigits ? 0 : 1
      if (glued) close()
      continue
    }
    close()
    if (said === 'k' || (said === 'sto' && !/%|proc|prots/.test(view.text.slice(end, end + 8)))) continue
    run = { start, end, total: 0, current: 0, words: isDigits ? 0 : 1 }
    if (value >= 1000 && !isDigits) run.total = value
    else run.current = value
    if (glued) close()
  }
  close()
  // What was glued to its unit is parted from it.
  return replaced(
    view,
    changes.map((change) => ({
      ...change,
      words: /\p{L}/u.test(view.text[change.end] ?? '') ? `${change.words} ` : change.words,
    })),
  )
}

/** "XX%": only before the sign. Cyrillic letters look the same. */
const ROMAN =
  /(?<![\p{L}\d])(x{0,3}(?:ix|iv|v?i{0,3})|l?x{0,3}v?|х{1,3}[vіi]{0,3})(?= ?(?:%|per ?cent|процент|відсот))/gu
const ROMANS = new Map([...'ivxlіх'].map((char, i) => [char, [1, 5, 10, 50, 1, 10][i]!]))
const ofRoman = (letters: string): string => {
  const values = [...letters].map((char) => ROMANS.get(char) ?? 0)
  return String(values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0))
}

/** The view with every number in digits: `1500`, `2.5`. */
export const withDigits = (view: View): View => {
  const plain = matches(view, APOSTROPHES, () => '')
  const grouped = matches(plain, GROUPED, ([, a = '', , b = '', c = '']) => a + b + c)
  const romans = matches(grouped, ROMAN, ([letters]) => (letters === '' ? '' : ofRoman(letters)))
  return wordsToDigits(matches(romans, COMMA, () => '.'))
}
