// What of a settled text the meaning model looks at: pieces of words, words, pairs of words, and the concepts
// they stand for, with negation and clause. It knows no labels.
import { conceptsOf } from './concepts.ts'
import { FeatureBag, hashOf, hashOn } from './hashing.ts'
import type { Features } from './linear-model.ts'
import { type Token, tokenise } from './tokens.ts'

/** Slots of the meaning model. */
export const SLOTS = 1 << 16

/** How much each kind of feature counts; chosen by cross-validation. */
export const KINDS = { piece: 0.2, word: 1, pair: 0.7, concept: 2, bond: 1.2, shape: 0.5 }

const PIECE = hashOf('piece:')
const SHORTEST = 2
const LONGEST = 5
const MOST_IN_CLAUSE = 7

/** The features of a settled text; empty for an empty text. */
export function featuresOf(text: string): Features {
  const bag = new FeatureBag(SLOTS)
  const tokens = tokenise(text)
  addWords(bag, tokens)
  addConcepts(bag, tokens)
  const shape = tokens.length > 12 ? 'long' : tokens.length > 4 ? 'middle' : `${tokens.length}`
  if (tokens.length > 0) bag.add(hashOf(`shape:${shape}`), KINDS.shape)
  return bag.done()
}

function addWords(bag: FeatureBag, tokens: readonly Token[]): void {
  let before = '^'
  for (const { word } of tokens) {
    bag.add(hashOf(`word:${word}`), KINDS.word)
    bag.add(hashOf(`pair:${before} ${word}`), KINDS.pair)
    addPieces(bag, `<${word}>`)
    before = word
  }
  if (tokens.length > 0) bag.add(hashOf(`pair:${before} $`), KINDS.pair)
}

function addPieces(bag: FeatureBag, word: string): void {
  if (word.length < 4) return
  for (let from = 0; from + SHORTEST <= word.length; from++) {
    let hash = PIECE
    const to = Math.min(word.length, from + LONGEST)
    for (let at = from; at < to; at++) {
      hash = hashOn(hash, word.charCodeAt(at))
      if (at - from + 1 >= SHORTEST) bag.add(hash, KINDS.piece)
    }
  }
}

function addConcepts(bag: FeatureBag, tokens: readonly Token[]): void {
  let clause = -1
  let denied = 0
  let held: string[] = []
  let last = '^'
  for (const token of tokens) {
    if (token.clause !== clause) {
      clause = token.clause
      held = []
      denied = 0
    }
    for (const concept of conceptsOf(token.word)) {
      if (concept === 'not') denied = 4
      const name = denied > 0 && concept !== 'not' ? `!${concept}` : concept
      bag.add(hashOf(`concept:${name}`), KINDS.concept)
      bag.add(hashOf(`bond:${last}>${name}`), KINDS.bond)
      for (const other of held)
        bag.add(hashOf(other < name ? `bond:${other}+${name}` : `bond:${name}+${other}`), KINDS.bond)
      if (held.length < MOST_IN_CLAUSE && !held.includes(name)) held.push(name)
      last = name
    }
    if (denied > 0) denied--
  }
  if (last !== '^') bag.add(hashOf(`bond:${last}>$`), KINDS.bond)
}
