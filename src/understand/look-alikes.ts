// Letters that look alike in Latin and Cyrillic: a word written in both is put into the one it is mostly
// in. It knows letters only, no words and no languages.

const LATIN = 'aceopxyikmtbhn'
const CYRILLIC = 'асеорхуікмтвнп'
const toCyrillic = new Map([...LATIN].map((letter, i) => [letter, CYRILLIC[i]!]))
const toLatin = new Map([...CYRILLIC].map((letter, i) => [letter, LATIN[i]!]))

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu
const IS_CYRILLIC = /\p{Script=Cyrillic}/u
const IS_LATIN = /\p{Script=Latin}/u

/** Takes lower-case text; gives it back with every mixed word in one alphabet, as far as its letters allow. */
export function unmixAlphabets(text: string): string {
  return text.replace(WORD, (word) => {
    if (!IS_CYRILLIC.test(word) || !IS_LATIN.test(word)) return word
    const letters = [...word]
    // What cannot be a look-alike tells the alphabet that was meant; where nothing tells, the majority does.
    const surelyCyrillic = letters.filter((l) => IS_CYRILLIC.test(l) && !toLatin.has(l)).length
    const surelyLatin = letters.filter((l) => IS_LATIN.test(l) && !toCyrillic.has(l)).length
    const cyrillic = letters.filter((l) => IS_CYRILLIC.test(l)).length
    const meant = surelyCyrillic - surelyLatin || cyrillic * 2 - letters.length
    const map = meant >= 0 ? toCyrillic : toLatin
    return letters.map((letter) => map.get(letter) ?? letter).join('')
  })
}
