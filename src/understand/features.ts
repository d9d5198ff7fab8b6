// The features of a settled text: of each word by itself, of words and concepts beside one another, with negation and
// clause. It knows no labels.
import { hashOf, hashPair } from './hashing.ts'
import { CONCEPTS, goesOn } from './lexicon/lexicon.ts'
import { KINDS, type Word } from './words.ts'

/** Words in their order; null: a clause ends here. */
export type Cut = readonly (Word | null)[]
/** Takes one feature: its hash, how much it counts. */
export type Sink = (hash: number, value: number) => void

const PAIR = hashOf('pair:')
const CONCEPT = hashOf('concept:')
const CHAIN = hashOf('chain:')
const BOND = hashOf('bond:')
const SHAPE = hashOf('shape:')
const EDGE = hashOf('^$')
/** Words after a negation that it turns. */
const REACH = 4
const MOST_IN_CLAUSE = 12

/** What words say by standing together; their own features are theirs (`Word.hashes`). */
export function together(cut: Cut, sink: Sink): void {
  let count = 0
  let before = EDGE
  for (const word of cut) {
    if (word === null) continue
    sink(hashPair(PAIR, before, word.hash), KINDS.pair)
    before = word.hash
    count++
  }
  if (count === 0) return
  sink(hashPair(PAIR, before, EDGE), KINDS.pair)
  sink(hashPair(SHAPE, count > 12 ? 13 : count > 4 ? 5 : count, 0), KINDS.shape)
  addConcepts(cut, sink)
}

const held = new Int32Array(MOST_IN_CLAUSE)

function addConcepts(cut: Cut, sink: Sink): void {
  let size = 0
  let denied = 0
  let last = -1
  const take = (concept: number): void => {
    const name = denied > 0 ? concept + CONCEPTS : concept
    sink(hashPair(CONCEPT, name, 0), KINDS.concept)
    sink(hashPair(CHAIN, last, name), KINDS.bond)
    let isHeld = false
    for (let i = 0; i < size; i++) {
      const other = held[i]!
      if (other === name) isHeld = true
      sink(hashPair(BOND, Math.min(other, name), Math.max(other, name)), KINDS.bond)
    }
    if (!isHeld && size < MOST_IN_CLAUSE) held[size++] = name
    last = name
  }
  for (let i = 0; i < cut.length; i++) {
    const word = cut[i]!
    if (word === null || word.turns) {
      size = 0
      denied = 0
    }
    if (word === null) continue
    if (word.negates) denied = 0
    for (let k = 0; k < word.concepts.length; k++) take(word.concepts[k]!)
    for (const phrase of word.phrases) if (goesOn(phrase, (ahead) => cut[i + ahead]?.text)) take(phrase.concept)
    if (word.negates) denied = REACH
    else if (denied > 0) denied--
  }
  if (last !== -1) sink(hashPair(CHAIN, last, -2), KINDS.bond)
}

/** Every feature of a text that is cut into words. */
export function featuresOf(cut: Cut, sink: Sink): void {
  for (const word of cut)
    if (word) for (let i = 0; i < word.hashes.length; i++) sink(word.hashes[i]!, word.values[i]!)
  together(cut, sink)
}
