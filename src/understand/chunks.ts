// What is between two spaces, read once and remembered: people write the same few thousand chunks over and over, and
// this is what makes a message a matter of microseconds. It knows the models only as sums.
import type { Cut } from './features.ts'
import { isSettled, type Letters, lettersOf } from './letters.ts'
import { FIT_PACKED, type LinearModel, Scorer } from './linear-model.ts'
import { unmixAlphabets } from './look-alikes.ts'
import { settle } from './normalise.ts'
import { writingFeatures } from './reading.ts'
import { cutOf } from './tokens.ts'

export type Chunk = {
  readonly letters: Letters
  /** What it says of how the text is written: packed sums a writing, and the squared length of its features. */
  readonly writing: Int32Array
  readonly writingSquares: number
  readonly cut: Cut
  /** What its words say by themselves: packed sums a label, how many features, and their squared length. */
  readonly meaning: Int32Array
  readonly features: number
  readonly meaningSquares: number
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

  /** The chunks of a plain text, in order. */
  of(text: string): readonly Chunk[] {
    const chunks: Chunk[] = []
    let from = -1
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 32
      if (code > 32) {
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

  #read(text: string): Chunk {
    const unmixed = isSettled(text) ? text : unmixAlphabets(text)
    const cut = cutOf(settle(unmixed))
    const writing = this.writing.packed()
    const meaning = this.meaning.packed()
    let [typed, writingSquares, features, meaningSquares] = [0, 0, 0, 0]
    writingFeatures(unmixed, (hash, value) => {
      if (typed++ >= FIT_PACKED) return
      this.writing.add(writing, hash)
      writingSquares += value * value
    })
    for (const word of cut) {
      if (word === null || features + word.hashes.length > FIT_PACKED) continue
      features += word.hashes.length
      meaningSquares += word.squares
      for (const hash of word.hashes) this.meaning.add(meaning, hash)
    }
    const letters = lettersOf(unmixed)
    return { letters, writing, writingSquares, cut, meaning, features, meaningSquares }
  }
}
