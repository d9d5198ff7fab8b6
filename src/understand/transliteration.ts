// Russian and Ukrainian in Latin letters, as people type them, there and back. It does not judge whether a
// text is transliterated.

type Table = readonly (readonly [string, string])[]

const BOTH: Table = [
  ['shch', 'щ'], ['sch', 'щ'], ['zh', 'ж'], ['kh', 'х'], ['ts', 'ц'], ['ch', 'ч'], ['sh', 'ш'], ['yu', 'ю'],
  ['ju', 'ю'], ['ya', 'я'], ['ja', 'я'], ['4', 'ч'], ['a', 'а'], ['b', 'б'], ['v', 'в'], ['w', 'в'], ['g', 'г'],
  ['d', 'д'], ['e', 'е'], ['z', 'з'], ['j', 'й'], ['k', 'к'], ['q', 'к'], ['l', 'л'], ['m', 'м'], ['n', 'н'],
  ['o', 'о'], ['p', 'п'], ['r', 'р'], ['s', 'с'], ['t', 'т'], ['u', 'у'], ['f', 'ф'], ['x', 'х'], ['c', 'ц'],
] // biome-ignore format: a table reads better in rows
const RU: Table = [
  ['yo', 'е'],
  ['jo', 'е'],
  ['ye', 'е'],
  ['iy', 'ий'],
  ['y', 'ы'],
  ['i', 'и'],
  ['h', 'х'],
]
const UK: Table = [
  ['yi', 'ї'],
  ['ji', 'ї'],
  ['ye', 'є'],
  ['ie', 'є'],
  ['y', 'и'],
  ['i', 'і'],
  ['h', 'г'],
]

const byLength = (table: Table) => [...table].sort((a, b) => b[0].length - a[0].length)
const tables = { ru: byLength([...RU, ...BOTH]), uk: byLength([...UK, ...BOTH]) }
const patterns = {
  ru: new RegExp(tables.ru.map(([latin]) => latin).join('|'), 'g'),
  uk: new RegExp(tables.uk.map(([latin]) => latin).join('|'), 'g'),
}
const maps = { ru: new Map(tables.ru), uk: new Map(tables.uk) }

/** "dorogo kak to" -> "дорого как то". Lower-case text; what is not a letter stays. */
export function latinAsCyrillic(text: string, lang: 'ru' | 'uk'): string {
  const spelt = text
    .replace(/(?<=[a-z])['’](?=[a-z])|['’]/g, lang === 'ru' ? 'ь' : '')
    .replace(/(?<=[aeou])y(?![aeou])|(?<=i)y(?=\s|$)/g, 'j')
    .replace(/c(?=[aouklr])/g, 'k')
    .replace(/4(?=[a-z])/g, 'ch')
    .replace(/(?<!\p{L})4(?!\p{L})|\d{2,}/gu, (digits) => digits.replaceAll('4', '\u0004'))
  return spelt.replace(patterns[lang], (latin) => maps[lang].get(latin) ?? latin).replaceAll('\u0004', '4')
}

const PLAIN =
  'а a б b в v г g ґ g д d е e ё e ж zh з z и i і i ї i й y к k л l м m н n о o п p р r с s т t у u ф f х h'
const REST = 'ц ts ч ch ш sh щ sch ъ _ ы y ь _ э e ю yu я ya є e'
const pairs = (spec: string) => {
  const words = spec.split(' ')
  return words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1]!.replace('_', '')] as const]))
}
const habits = {
  ru: ['', 'х kh й j ц c щ shch ю ju я ja', 'ж j х x й i ч 4 ы i ю u я ia'],
  uk: ['г h и y ї yi є ye', 'и i й j ю ju я ja х kh ц c', 'г h и y й i ї ji є ie ю iu я ia щ shch х kh'],
}

/** "дорого" -> "dorogo", by one of several habits (0, 1, 2, ...). Used to make training texts. */
export function cyrillicAsLatin(text: string, lang: 'ru' | 'uk', habit: number): string {
  const own = habits[lang][habit % habits[lang].length]!
  const map = new Map([...pairs(`${PLAIN} ${REST}`), ...(own ? pairs(own) : [])])
  return [...text].map((letter) => map.get(letter) ?? letter).join('')
}
