// What one settled word brings along wherever it stands: its features, what it stands for, what it may begin.
// Remembered, since shoppers use the same words over and over. It knows no labels and no weights.
import { hashOf, hashOn, hashPair } from './hashing.ts'
import { isNegation, isPart, lookUp, type Phrase } from './lexicon/lexicon.ts'

export type Word = {
  readonly text: string
  readonly hash: number
  /** Hashes and values of the features that it has by itself. */
  readonly hashes: readonly number[]
  readonly values: readonly number[]
  /** The squared length of these. */
  readonly squares: number
  readonly concepts: readonly number[]
  readonly phrases: readonly Phrase[]
  /** Those of its phrases that a word behind it goes on with, as they were asked for. */
  readonly followed: Map<string, readonly Phrase[]>
  readonly negates: boolean
  /** Begins a clause of its own: "but". */
  readonly turns: boolean
}

/** How much each kind of feature counts; chosen on held-out voices. */
export const KINDS = { piece: 0.2, word: 1, pair: 0.7, concept: 1.8, bond: 0.5, shape: 0.5 }

const SHORTEST = 2
const LONGEST = 5
/** A word is read this far; what is longer is no word. */
const READ = 40
const WORD = hashOf('word:')
const PIECE = hashOf('piece:')
export const CONCEPT = hashOf('concept:')

const TURNS = new Set('но але but however зато однако проте просто just only вот лише'.split(' '))

/** Made anew; `wordOf` remembers. */
function make(text: string): Word {
  const hash = hashOf(text, WORD)
  const hashes = [hash]
  const values = [KINDS.word]
  const framed = `<${text.slice(0, READ)}>`
  if (framed.length >= 6)
    for (let from = 0; from + SHORTEST <= framed.length; from++) {
      let piece = PIECE
      for (let at = from; at < Math.min(framed.length, from + LONGEST); at++) {
        piece = hashOn(piece, framed.charCodeAt(at))
        if (at - from + 1 < SHORTEST) continue
        hashes.push(piece)
        values.push(KINDS.piece)
      }
    }
  const { concepts, phrases } = lookUp(text)
  for (const concept of concepts) {
    hashes.push(hashPair(CONCEPT, concept, 0))
    values.push(KINDS.concept)
  }
  const squares = values.reduce((sum, value) => sum + value * value, 0)
  const negates = concepts.some(isNegation)
  const turns = TURNS.has(text)
  const followed = new Map<string, readonly Phrase[]>()
  return { text, hash, hashes, values, squares, concepts, phrases, followed, negates, turns }
}

const MOST_REMEMBERED = 20_000
const remembered = new Map<string, Word>()

/** The word; a settled text without spaces. */
export function wordOf(text: string): Word {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  const word = make(text)
  remembered.set(text, word)
  return word
}

const NO_PHRASES: readonly Phrase[] = []
const MOST_FOLLOWED = 500

/** The phrases that may begin with these two. */
export function phrasesOf(word: Word, next: Word): readonly Phrase[] {
  const known = word.followed.get(next.text)
  if (known) return known
  const begun = word.phrases.filter(({ rest }) => isPart(rest[0]!, next.text))
  if (word.followed.size >= MOST_FOLLOWED) word.followed.clear()
  word.followed.set(next.text, begun.length > 0 ? begun : NO_PHRASES)
  return begun
}
