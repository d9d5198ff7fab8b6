// What is between two spaces, read once and remembered: people write the same few thousand chunks over and over, and
// this is what makes a message a matter of microseconds. It knows the models only as sums.
import type { Cut } from './features.ts'
import { isSettled, type Letters, lettersOf } from './letters.ts'
import { type LinearModel, Scorer } from './linear-model.ts'
import { unmixAlphabets } from './look-alikes.ts'
import { settle } from './normalise.ts'
import { writingFeatures } from './reading.ts'
import { PackedSums } from './sums.ts'
import { cutOf } from './tokens.ts'

export type Chunk = {
  readonly letters: Letters
  readonly cut: Cut
  /** What it says of how the text is written. */
  readonly writing: PackedSums
  /** What its words say by themselves. */
  readonly meaning: PackedSums
}

const MOST_REMEMBERED = 20_000
/** A chunk is read this far. */
const LONGEST = 60

export class Chunks {
  readonly writing: Scorer
  readonly meaning: Scorer
  readonly #remembered = new Map<string, Chunk>()

  constructor(writing: LinearModel, meaning: LinearModel) {
    this.writing = new Scorer(writing)
    this.meaning = new Scorer(meaning)
  }

  /** The chunks of a text that is plain but for capital letters, in order. */
  of(text: string): readonly Chunk[] {
    const chunks: Chunk[] = []
    let from = -1
    for (let i = 0; i <= text.length; i++) {
      if (i < text.length && text.charCodeAt(i) > 32) {
        if (from < 0) from = i
      } else if (from >= 0) {
        chunks.push(this.#chunk(text.slice(from, Math.min(i, from + LONGEST))))
        from = -1
      }
    }
    return chunks
  }

  #chunk(text: string): Chunk {
    const known = this.#remembered.get(text)
    if (known) return known
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear()
    const chunk = this.#read(text)
    this.#remembered.set(text, chunk)
    return chunk
  }

  #read(typed: string): Chunk {
    const text = typed.toLowerCase()
    const unmixed = isSettled(text) ? text : unmixAlphabets(text)
    const cut = cutOf(settle(unmixed))
    const writing = new PackedSums(this.writing)
    const meaning = new PackedSums(this.meaning)
    writingFeatures(unmixed, writing)
    for (const word of cut)
      if (word) for (let i = 0; i < word.hashes.length; i++) meaning.add(word.hashes[i]!, word.values[i]!)
    return { letters: lettersOf(unmixed), cut, writing, meaning }
  }
}
