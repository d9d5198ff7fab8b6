// Text typed while the keyboard stood in the other layout: which letter was meant by which key. It does not
// judge whether that happened.

const KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const RU = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const UK = "'йцукенгшщзхїфівапролджєячсмитьбю"

const table = (from: string, to: string) => new Map([...from].map((key, i) => [key, to[i]!]))
const ruByKey = table(KEYS, RU)
const ukByKey = table(KEYS, UK)
const keyByRu = table(RU, KEYS)
const keyByUk = table(UK, KEYS)

const swap = (text: string, map: ReadonlyMap<string, string>) =>
  [...text].map((letter) => map.get(letter) ?? letter).join('')

/** "ljhjuj" -> "дорого". A comma or a full stop that ends a word stays one, except for the stop in "-аю". */
export function latinKeysAsCyrillic(text: string, lang: 'ru' | 'uk'): string {
  const map = lang === 'ru' ? ruByKey : ukByKey
  const ending = /(?<![fez])\.(?=\s|$)|,(?=\s|$)/g
  let out = ''
  let from = 0
  for (const match of text.matchAll(ending)) {
    out += swap(text.slice(from, match.index), map) + match[0]
    from = match.index + 1
  }
  return out + swap(text.slice(from), map)
}

/** "руддщ" -> "hello"; takes both Cyrillic layouts. */
export function cyrillicKeysAsLatin(text: string): string {
  return swap(swap(text, keyByRu), keyByUk)
}

/** "дорого" -> "ljhjuj": what it looks like in the wrong layout. Used to make training texts. */
export function cyrillicAsTypedInLatin(text: string, lang: 'ru' | 'uk'): string {
  return swap(text, lang === 'ru' ? keyByRu : keyByUk)
}

/** "hello" -> "руддщ". Used to make training texts. */
export function latinAsTypedInCyrillic(text: string): string {
  return swap(text, ruByKey)
}
