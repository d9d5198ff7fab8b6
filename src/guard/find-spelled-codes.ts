// Codes of ours that are said aloud or typed by their sound: "W B two three...", "вэ бэ 2345", "ВБ-2345-6789-ЦХКЛ". Only with
// the shop's prefix before them, since figures and letters by themselves are models and phones. Looks at a view with digits.
import { ALPHABET } from '../core/codes/code-text.ts'
import type { Promised } from './promise.ts'
import type { View } from './view.ts'

/** How letters are called, each name with its spellings. */
const NAMES = new Map(
  Object.entries({
    A: 'ay а', B: 'bee be бе бэ би бі', C: 'cee see sea це цэ си сі', D: 'dee де дэ ди ді', E: 'ee', F: 'ef эф еф', G: 'gee ге гэ джи джі',
    H: 'aitch haitch ha ха аш эйч ейч', I: 'eye', J: 'jay йот жи джей', K: 'kay ka ка кей', L: 'el ell ель эль эл ел', M: 'em эм ем', N: 'en эн ен',
    O: 'oh', P: 'pee пе пэ пи пі', Q: 'cue queue ку', R: 'ar эр ер', S: 'ess эс ес', T: 'tee te те тэ ти ті', U: 'you у', V: 'vee ви ві',
    W: 'doubleyou doubleu dub вэ ве', X: 'ex икс ікс', Y: 'why wye', Z: 'zee zed зет',
  }).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)),
) // biome-ignore format: an alphabet reads better in rows
/** "double u", "дубль вэ": said in two words. */
const DOUBLE = /^(?:double|дубль|дабл)$/
const SOUNDS = new Map(
  [...'абвгдезийіклмнопрстуфхцчшщюя'].map((char, i) => [char, [...'ABWHDEZIJIKLMNOPRSTUFHCCSSUA'][i]!]),
)
const TOKEN = /\p{L}+|\d+/gu
const GAP = /^[^\p{L}\d]{0,4}$/u
const VOWELS = /[aeiouyаеиіоуюя]/u
const LONGEST = 12

/** What a word says of a code; null: it is no piece of one. */
const saysOf = (word: string): string | null => {
  if (/^\d/.test(word)) return word
  if (DOUBLE.test(word)) return ''
  const named = NAMES.get(word)
  if (named) return named
  if (word.length > LONGEST || (word.length > 1 && VOWELS.test(word))) return null
  return [...word]
    .map((char) => (/[a-z]/.test(char) ? char.toUpperCase() : (SOUNDS.get(char) ?? '?')))
    .join('')
}

type Run = { said: string; readonly at: number[]; readonly to: number[] }

export const findSpelledCodes = ({ text, from, to }: View, prefix: string): readonly Promised[] => {
  const runs: Run[] = []
  let end = -1
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    const says = saysOf(word)
    const isLinked = end >= 0 && GAP.test(text.slice(end, index))
    if (says === null) {
      end = -1
      continue
    }
    if (!isLinked) runs.push({ said: '', at: [], to: [] })
    const run = runs.at(-1)!
    run.said += says
    for (let i = 0; i < says.length; i++) {
      run.at.push(index)
      run.to.push(index + word.length)
    }
    end = index + word.length
  }
  // Shops with letters only in their prefix; "double u" says W by its U.
  const code = new RegExp(`${prefix}[${ALPHABET}]{10,12}`)
  return runs.flatMap((run) => {
    const said = prefix.startsWith('W') ? run.said.replace(`U${prefix.slice(1)}`, prefix) : run.said
    const found = code.exec(said)
    if (!found || !/[2-9]/.test(found[0].slice(prefix.length))) return []
    const [first, last] = [run.at[found.index]!, run.to[found.index + found[0].length - 1]!]
    return { kind: 'code', key: 'code:?', from: from[first]!, to: to[last - 1]! }
  })
}
