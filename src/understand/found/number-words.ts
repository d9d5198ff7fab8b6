// Numbers in words, Russian, Ukrainian and English in one table: they hardly ever collide. Knows no grammar but what a
// word may stand beside.

/** `unit` 1-9, `teen` 10-19, `tens`, `hundreds`; `scale` multiplies what stands before it; `half` is one and a half. */
export type NumberKind = 'unit' | 'teen' | 'tens' | 'hundreds' | 'scale' | 'half'
export type NumberWord = { readonly value: number; readonly kind: NumberKind }

const WORDS: Readonly<Record<NumberKind, Readonly<Record<number, string>>>> = {
  unit: {
    1: 'один одна одно одну одного однієї одним one',
    2: 'два две двух двум двумя двое двоих двоим дві двох двом двома двоє two',
    3: 'три трех трем тремя трое троих троим трьох трьом трьома троє three',
    4: 'четыре четырех четырем четырьмя четверо четверых чотири чотирьох чотирьом чотирма четверо four',
    5: 'пять пяти пятью пятеро пятерых пятерым п’ять пятьох пятьом пятеро five',
    6: 'шесть шести шестью шестеро шестерых шість шістьох шістьом шестеро полдюжины півдюжини six',
    7: 'семь семи семью семеро семерых сім сімох сімом семеро seven',
    8: 'восемь восьми восемью восьмеро восьмерых вісім вісьмох восьмох восьмеро eight',
    9: 'девять девяти девятью девятеро девятерых дев’ять девятьох девятеро nine',
  },
  teen: {
    10: 'десять десяти десятью десятеро десятерых десятьох ten',
    11: 'одиннадцать одиннадцати одинадцать одинадцять одинадцяти одинадцятеро eleven',
    12: 'двенадцать двенадцати двенадцатеро дванадцять дванадцяти дванадцятеро twelve twelv',
    13: 'тринадцать тринадцати тринадцять тринадцяти thirteen',
    14: 'четырнадцать четырнадцати чотирнадцять чотирнадцяти fourteen',
    15: 'пятнадцать пятнадцати пятнадцатеро пятнадцять пятнадцяти пятнадцятеро fifteen fiveteen',
    16: 'шестнадцать шестнадцати шістнадцять шістнадцяти sixteen',
    17: 'семнадцать семнадцати сімнадцять сімнадцяти seventeen',
    18: 'восемнадцать восемнадцати вісімнадцять вісімнадцяти eighteen',
    19: 'девятнадцать девятнадцати девятнадцять девятнадцяти nineteen',
  },
  tens: {
    20: 'двадцать двадцати двадцатью двадцатеро двадцатерых двадцять двадцяти двадцятеро двадцятьох twenty',
    30: 'тридцать тридцати тридцатеро тридцать тридцять тридцяти тридцятеро тридцятьох thirty',
    40: 'сорок сорока forty fourty',
    50: 'пятьдесят пятидесяти пятдесят полсотни полсотню півсотні півсотню пятидесяти fifty',
    60: 'шестьдесят шестидесяти шістдесят sixty',
    70: 'семьдесят семидесяти сімдесят seventy',
    80: 'восемьдесят восьмидесяти вісімдесят eighty',
    90: 'девяносто девяноста девяносто девяноста дев’яносто ninety ninty',
  },
  hundreds: {
    100: 'сто ста стольник сотня сотню соточку сотенку сотка сотку',
    150: 'полтораста полтораста півтораста',
    200: 'двести двухсот двісті двохсот',
    300: 'триста трехсот трьохсот',
    400: 'четыреста четырехсот чотириста',
    500: 'пятьсот пятисот пятсот полтысячи півтисячі пятихатка пятихатку',
    600: 'шестьсот шестисот шістсот',
    700: 'семьсот семисот сімсот',
    800: 'восемьсот восьмисот вісімсот',
    900: 'девятьсот девятисот девятсот',
  },
  scale: {
    10: 'десяток десяточек десятка десятков десяток десятків десяточок',
    12: 'дюжина дюжину дюжины дюжини дюжин dozen dozens',
    100: 'сотни сотен сотень hundred hundreds',
    1000: 'тысяча тысячи тысячу тысяч тыс тыщ тыща тыщи тыщу тысячей тисяча тисячі тисячу тисяч тис тищ косарь косаря косарей косар косарі косарів thousand thousands',
    1000000: 'миллион миллиона миллионов мільйон мільйона мільйонів млн million',
  },
  half: { 1.5: 'полтора полторы полутора півтора півтори' },
}

const table = new Map<string, NumberWord>()
for (const [kind, values] of Object.entries(WORDS))
  for (const [value, words] of Object.entries(values))
    for (const word of words.replaceAll('’', '').split(' '))
      table.set(word, { value: Number(value), kind: kind as NumberKind })

/** By themselves these say "many", not how many: "hundreds of reviews". */
const INDEFINITE = new Set(
  'десятков десятки десятків сотни сотен сотень тысячи тысяч тисячі тисяч hundreds dozens thousands миллионы million миллионов мільйонів'.split(
    ' ',
  ),
)
export const isIndefinite = (word: string): boolean => INDEFINITE.has(word)

/** The days of a month in words: "восьмого", "twenty-fifth" is twenty and fifth. */
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:перв|перш)(?:ого|ому|ое|е|им|ым)$|^first$/, 1],
  [/^(?:второ|друго)(?:го|му|е)$|^друге$|^second$/, 2],
  [/^треть(?:его|ему|е|ого|ому)$|^third$/, 3],
  [/^(?:четверт)(?:ого|ому|ое|е)$|^fourth$/, 4],
  [/^пят(?:ого|ому|ое|е)$|^fifth$/, 5],
  [/^(?:шест|шост)(?:ого|ому|ое|е)$|^sixth$/, 6],
  [/^(?:седьм|сьом)(?:ого|ому|ое|е)$|^seventh$/, 7],
  [/^восьм(?:ого|ому|ое|е)$|^eighth$/, 8],
  [/^девят(?:ого|ому|ое|е)$|^ninth$/, 9],
  [/^десят(?:ого|ому|ое|е)$|^tenth$/, 10],
  [/^(?:одиннадцат|одинадцят)(?:ого|ому|ое|е)$|^eleventh$/, 11],
  [/^(?:двенадцат|дванадцят)(?:ого|ому|ое|е)$|^twelfth$/, 12],
  [/^(?:тринадцат|тринадцят)(?:ого|ому|ое|е)$|^thirteenth$/, 13],
  [/^(?:четырнадцат|чотирнадцят)(?:ого|ому|ое|е)$|^fourteenth$/, 14],
  [/^(?:пятнадцат|пятнадцят)(?:ого|ому|ое|е)$|^fifteenth$/, 15],
  [/^(?:шестнадцат|шістнадцят)(?:ого|ому|ое|е)$|^sixteenth$/, 16],
  [/^(?:семнадцат|сімнадцят)(?:ого|ому|ое|е)$|^seventeenth$/, 17],
  [/^(?:восемнадцат|вісімнадцят)(?:ого|ому|ое|е)$|^eighteenth$/, 18],
  [/^(?:девятнадцат|девятнадцят)(?:ого|ому|ое|е)$|^nineteenth$/, 19],
  [/^(?:двадцат|двадцят)(?:ого|ому|ое|е)$|^twentieth$/, 20],
  [/^(?:тридцат|тридцят)(?:ого|ому|ое|е)$|^thirtieth$/, 30],
]

export const ordinalOf = (word: string): number | undefined =>
  ORDINALS.find(([pattern]) => pattern.test(word))?.[1]

const long = [...table.keys()].filter((word) => word.length >= 7)

/** One letter is missing, doubled, wrong, or changed places with the next. */
const isOneSlip = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let [x, y] = [a.length, b.length]
  while (x > from && y > from && a[x - 1] === b[y - 1]) {
    x--
    y--
  }
  if (x - from <= 1 && y - from <= 1) return true
  return x - from === 2 && y - from === 2 && a[from] === b[from + 1] && a[from + 1] === b[from]
}

/** The number that a word says, also with one slip where the word is long. */
export const numberWord = (word: string): NumberWord | undefined => {
  const known = table.get(word)
  if (known || word.length < 7 || word.length > 16) return known
  const near = long.find((one) => isOneSlip(word, one))
  return near === undefined || isIndefinite(near) ? undefined : table.get(near)
}
