// Finds the concepts that a word stands for. It knows no sentences and no labels.
import { CONCEPT_WORDS } from './concept-words.ts'

const SHORTEST = 2
const LONGEST = 12

const whole = new Map<string, string[]>()
const beginnings = new Map<string, string[]>()

for (const [concept, words] of Object.entries(CONCEPT_WORDS)) {
  for (const word of words.split(' ')) {
    const [map, key] = word.endsWith('*') ? [beginnings, word.slice(0, -1)] : [whole, word]
    const held = map.get(key) ?? []
    if (!held.includes(concept)) map.set(key, [...held, concept])
  }
}

const NONE: readonly string[] = []

/** The concepts of a settled word: those of the whole word, else those of its longest known beginning. */
export function conceptsOf(word: string): readonly string[] {
  const exact = whole.get(word)
  let begun: string[] | undefined
  for (let length = Math.min(LONGEST, word.length); length >= SHORTEST && !begun; length--) {
    begun = beginnings.get(word.slice(0, length))
  }
  if (!exact) return begun ?? NONE
  return begun ? [...new Set([...exact, ...begun])] : exact
}
