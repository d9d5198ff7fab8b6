// The features of a settled text: of each word by itself, of words and concepts beside one another, with negation and
// clause. It knows no labels.
import { hashOf, hashPair } from './hashing.ts'
import { CONCEPTS, isPart, type Phrase } from './lexicon/lexicon.ts'
import { CONCEPT, KINDS, phrasesOf, type Word } from './words.ts'

/** Words in their order; null: a clause ends here. */
export type Cut = readonly (Word | null)[]
/** Takes features: the hash of each, how much it counts. */
export type Sink = { add(hash: number, value: number): void }

const PAIR = hashOf('pair:')
const DENIED = hashOf('denied:')
const CHAIN = hashOf('chain:')
const BOND = hashOf('bond:')
const SHAPE = hashOf('shape:')
const EDGE = hashOf('^$')
/** Words after a negation that it turns. */
const REACH = 4
const MOST_IN_CLAUSE = 5

/** The concepts of the clause at hand, how many, and the last of all; one text is read at a time. */
const held = new Int32Array(MOST_IN_CLAUSE)
let size = 0
let last = -1

/** What words say by standing together; their own features are theirs (`Word.hashes`). */
export function together(cut: Cut, sink: Sink): void {
  let [count, before, denied] = [0, EDGE, 0]
  size = 0
  last = -1
  for (let i = 0; i < cut.length; i++) {
    const word = cut[i]!
    if (word === null || word.turns) {
      size = 0
      denied = 0
    }
    if (word === null) continue
    sink.add(hashPair(PAIR, before, word.hash), KINDS.pair)
    before = word.hash
    count++
    const isDenied = denied > 0 && !word.negates
    for (let k = 0; k < word.concepts.length; k++) {
      const concept = word.concepts[k]!
      if (isDenied) sink.add(hashPair(DENIED, concept, 0), KINDS.concept)
      bind(isDenied ? concept + CONCEPTS : concept, sink)
    }
    if (word.phrases.length > 0) addPhrases(word, cut, i, isDenied ? CONCEPTS : 0, sink)
    denied = word.negates ? REACH : denied - 1
  }
  if (count === 0) return
  sink.add(hashPair(PAIR, before, EDGE), KINDS.pair)
  sink.add(hashPair(SHAPE, count > 12 ? 13 : count > 4 ? 5 : count, 0), KINDS.shape)
  if (last !== -1) sink.add(hashPair(CHAIN, last, -2), KINDS.bond)
}

function addPhrases(word: Word, cut: Cut, at: number, shift: number, sink: Sink): void {
  const next = at + 1 < cut.length ? cut[at + 1] : null
  if (!next) return
  const begun = phrasesOf(word, next)
  for (let k = 0; k < begun.length; k++) {
    const { concept, rest } = begun[k]!
    if (!goesOn(rest, cut, at + 1)) continue
    sink.add(hashPair(shift > 0 ? DENIED : CONCEPT, concept, 0), KINDS.concept)
    bind(concept + shift, sink)
  }
}

/** A concept (those that are denied have numbers of their own) with those before it in its clause. */
function bind(concept: number, sink: Sink): void {
  sink.add(hashPair(CHAIN, last, concept), KINDS.bond)
  let isHeld = false
  for (let i = 0; i < size; i++) {
    const other = held[i]!
    if (other === concept) isHeld = true
    sink.add(other < concept ? hashPair(BOND, other, concept) : hashPair(BOND, concept, other), KINDS.bond)
  }
  if (!isHeld && size < MOST_IN_CLAUSE) held[size++] = concept
  last = concept
}

/** Does the rest of a phrase, of which the word at `at` is the first, go on in the text? */
function goesOn(rest: Phrase['rest'], cut: Cut, at: number): boolean {
  for (let i = 1; i < rest.length; i++) {
    const word = at + i < cut.length ? cut[at + i] : null
    if (!word || !isPart(rest[i]!, word.text)) return false
  }
  return true
}

/** Every feature of a text that is cut into words. */
export function featuresOf(cut: Cut, sink: Sink): void {
  for (const word of cut)
    if (word) for (let i = 0; i < word.hashes.length; i++) sink.add(word.hashes[i]!, word.values[i]!)
  together(cut, sink)
}
