// The features of a settled text: of each word by itself, of words and concepts beside one another, with negation and
// clause. It knows no labels.
import { hashOf, hashPair } from './hashing.ts'
import { CONCEPTS, type Phrase } from './lexicon/lexicon.ts'
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
const MOST_IN_CLAUSE = Number(process.env.MIC ?? 7)
const FAM = process.env.FAM ?? ''
const famOf = (c: number) => (c % CONCEPTS < 64 ? 0 : c % CONCEPTS >= Number(process.env.GR ?? 999) ? 2 : 1)

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

/** The concepts of the clause at hand; one text is read at a time. */
const held = new Int32Array(MOST_IN_CLAUSE)
let size = 0
let last = -1

function addConcepts(cut: Cut, sink: Sink): void {
  let denied = 0
  size = 0
  last = -1
  for (let i = 0; i < cut.length; i++) {
    const word = cut[i]!
    if (word === null || word.turns) {
      size = 0
      denied = 0
    }
    if (word === null) continue
    const shift = denied > 0 && !word.negates ? CONCEPTS : 0
    for (let k = 0; k < word.concepts.length; k++) take(word.concepts[k]! + shift, sink)
    for (let k = 0; k < word.phrases.length; k++)
      if (goesOn(word.phrases[k]!, cut, i)) take(word.phrases[k]!.concept + shift, sink)
    denied = word.negates ? REACH : Math.max(0, denied - 1)
  }
  if (last !== -1) sink(hashPair(CHAIN, last, -2), KINDS.bond)
}

function take(concept: number, sink: Sink): void {
  sink(hashPair(CONCEPT, concept, 0), KINDS.concept)
  sink(hashPair(CHAIN, last, concept), KINDS.bond)
  let isHeld = false
  for (let i = 0; i < size; i++) {
    const other = held[i]!
    if (other === concept) isHeld = true
    if (FAM && famOf(other) !== famOf(concept)) continue
    sink(hashPair(BOND, Math.min(other, concept), Math.max(other, concept)), KINDS.bond)
  }
  if (!isHeld && size < MOST_IN_CLAUSE) held[size++] = concept
  last = concept
}

function goesOn({ rest }: Phrase, cut: Cut, from: number): boolean {
  for (let i = 0; i < rest.length; i++) {
    const text = cut[from + 1 + i]?.text
    const part = rest[i]!
    if (text === undefined || !(part.isBeginning ? text.startsWith(part.text) : text === part.text))
      return false
  }
  return true
}

/** Every feature of a text that is cut into words. */
export function featuresOf(cut: Cut, sink: Sink): void {
  for (const word of cut)
    if (word) for (let i = 0; i < word.hashes.length; i++) sink(word.hashes[i]!, word.values[i]!)
  together(cut, sink)
}
