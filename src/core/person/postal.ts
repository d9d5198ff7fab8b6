// One delivery address, however it is written: case, punctuation, words for streets and flats, order, and the
// alphabet don't count. A near miss is no harm: an address alone decides nothing.

const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'h', д: 'd', е: 'e', є: 'e', ё: 'e', ж: 'z', з: 'z', и: 'i' },
  ...{ і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't' },
  ...{ у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'c', ш: 's', щ: 's', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'u', я: 'a' },
}

/** What says that something is a street, a house, a flat or a town, and so says nothing. */
const WORDS = new Set(
  `вул вулиця ул улица пр просп проспект проезд проїзд пров провулок пер переулок бульвар бул бульв шосе шоссе площа
  площадь пл набережна набережная наб узвіз м місто мiсто г гор город смт с село пос буд будинок б дом д корп корпус
  к кв квартира під подъезд підїзд поверх этаж эт обл область р н район рн україна украина росія россия
  st str street ave avenue av rd road blvd boulevard sq square lane ln drive dr apt apartment flat fl floor bldg building
  house unit room city town region obl oblast district vul vulytsia ul ulitsa prosp prospekt bud kv ukraine russia`
    .trim()
    .split(/\s+/),
)

/** The same sound however it was transliterated: Khreshchatyk and Хрещатик, Kyivska and Київська. */
const bySound = (word: string): string =>
  [...word]
    .map((char) => LATIN[char] ?? char)
    .join('')
    .replace(/shch|sch|sh/g, 's')
    .replace(/ch|tz|ts/g, 'c')
    .replace(/zh/g, 'z')
    .replace(/kh|gh|g/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/w/g, 'v')
    // Vowels differ most between languages: Kyiv and Kiev, Харків and Харьков.
    .replace(/(?<=.)[aeiouyj]+/g, '')
    .replace(/(\D)\1+/g, '$1')

const FEWEST = 2

/** null where it is too little to be an address: a house needs a number and something beside it. */
export const plainPostal = (text: string): string | null => {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ`"]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !WORDS.has(word))
    .map(bySound)
    .filter((word) => word !== '')
  if (words.length < FEWEST || !words.some((word) => /\d/.test(word))) return null
  return [...new Set(words)].toSorted().join(' ')
}
