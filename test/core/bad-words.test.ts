import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isClean } from '../../src/core/codes/bad-words.ts'
import { ALPHABET } from '../../src/core/codes/code-text.ts'
import { realFile } from '../real-file.ts'

/** By hand and apart from the source: the symbols of a code that a reader may take for a letter. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ a: '4', b: '86', c: 'C', e: '3', g: '69', h: 'H', k: 'K', l: 'L', m: 'M', p: 'P' },
  ...{ q: '9', s: '5', t: 'T7', x: 'X', z: '2' },
}
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ а: '4', б: '6', в: '8', е: '3', ё: '3', є: '3', з: '3', к: 'K', л: 'L', м: 'M', н: 'H', п: 'P' },
  ...{ р: 'P', с: 'C5', т: 'T7', х: 'X', ч: '4', я: '9', x: 'X', ь: '' },
}
/** Cyrillic by sound, in Latin letters. */
const SOUND: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', г: 'g', е: 'e', ё: 'e', є: 'e', з: 'z', к: 'k', л: 'l', м: 'm', н: 'n', п: 'p' },
  ...{ с: 's', т: 't', х: 'h', ц: 'ts', ч: 'ch', ь: '' },
}

/** Every way to spell a word in symbols; none if a letter has no symbol. */
function spellings(word: string, ways: Readonly<Record<string, string>>): string[] {
  let spelt = ['']
  for (const letter of word) {
    const symbols = ways[letter]
    if (symbols === undefined) return []
    spelt = spelt.flatMap((start) =>
      symbols === '' ? [start] : [...symbols].map((symbol) => start + symbol),
    )
  }
  return spelt
}

/** What a code could show of a listed word: as written, by looks and by sound. */
function inSymbols(listed: string): string[] {
  const word = listed.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const bySound = [...word].map((letter) => SOUND[letter] ?? letter).join('')
  const asWritten = [...word.toUpperCase()].every((letter) => ALPHABET.includes(letter))
    ? [word.toUpperCase()]
    : []
  return [
    ...asWritten,
    ...[spellings(word, LATIN), spellings(word, CYRILLIC), spellings(bySound, LATIN)].flat(),
  ]
}

describe('bad words', () => {
  test.each([
    ['English', ['53X', '455', '5C4T', 'KKK', 'XXX', 'PTHC', '5H3M4L3', '8TCH']],
    ['Russian', ['X3P', 'XP3H', '364T', '6L9', 'C3KC', 'CP4T', 'TP4X', 'M3HT']],
    ['Ukrainian', ['CP4K4', 'L9P84', 'CT3P84', 'X4ML', '34C3P', 'H4CP4']],
  ])('in %s are found wherever they stand', (_, words) => {
    for (const word of words) {
      for (let at = 0; at + word.length <= 12; at++) {
        expect(isClean('2'.repeat(at) + word + '2'.repeat(12 - at - word.length)), word).toBe(false)
      }
    }
  })

  test('are found across the dashes between groups, and in lower case', () => {
    expect(isClean('2225-3X22-2222')).toBe(false)
    expect(isClean('53x222222222')).toBe(false)
  })

  test('a body without any is clean', () => {
    for (const body of ['2C4HKL67MPTH', '222222222222', '9P7M6L5K4H3C'])
      expect(isClean(body), body).toBe(true)
  })

  test('a Ukrainian list of our own is covered, as far as the symbols can spell it', () => {
    const words =
      'бля блять єбать єбаний єбало засеря лярва насерта срака срать ссать секс сперма стерва тварь трахать хер ' +
      'хрєн чмара хамла курва лайно гівно хуйло падлюка'
    const spelt = words.split(' ').flatMap(inSymbols)
    expect(spelt.length).toBeGreaterThan(40)
    expect(spelt.filter((symbols) => isClean(symbols))).toEqual([])
  })
})

describe('the public lists of bad words', () => {
  test('hold no word that a code could show', (test) => {
    const files = ['ldnoobw_en', 'ldnoobw_ru'].map((name) => realFile(`${name}.txt.gz`, test))
    const words = files.flatMap((file) => gunzipSync(readFileSync(file)).toString('utf8').split('\n'))
    const direct = words.filter(
      (word) => word !== '' && [...word.toUpperCase()].every((c) => ALPHABET.includes(c)),
    )
    const spelt = [...new Set([...direct.map((word) => word.toUpperCase()), ...words.flatMap(inSymbols)])]
    // Two symbols of leetspeak are no word (S&M as 5M); two that are written as they stand are.
    const shown = spelt.filter((symbols) => symbols.length >= 3 || direct.includes(symbols.toLowerCase()))
    expect(shown.length).toBeGreaterThan(30)
    expect(shown.filter((symbols) => isClean(symbols))).toEqual([])
  })
})
