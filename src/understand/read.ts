// Reads a text with the two models: how it is written, then what it means. It knows nothing of what was asked.
import type { Lang } from '../core/meaning.ts'
import { type Chunk, Chunks } from './chunks.ts'
import { type Cut, together } from './features.ts'
import { type LinearModel, largest } from './linear-model.ts'
import { LANG_OF, meant, priorOf, WRITINGS } from './reading.ts'
import { LENGTH } from './samples.ts'

/** A plain text as it was meant; `sure` (0 to 1) says how well the text itself shows its language. */
export type Reading = {
  readonly text: string
  readonly lang: Lang
  readonly sure: number
  readonly chunks: readonly Chunk[]
}

/** More words than this are not read. */
const MOST_WORDS = 300

export class Reader {
  readonly #chunks: Chunks
  readonly #prior = new Float64Array(WRITINGS.length)
  readonly #sums: Float64Array

  constructor(writing: LinearModel, meaning: LinearModel) {
    this.#chunks = new Chunks(writing, meaning)
    this.#sums = new Float64Array(WRITINGS.length)
  }

  /** How a plain text is written. Without letters it is in `fallback`, with nothing sure. */
  reading(text: string, fallback: Lang): Reading {
    const chunks = this.#chunks.of(text)
    const letters = { cyrillic: 0, latin: 0, ukrainian: 0 }
    const shares = this.#sums.fill(0)
    let squares = 0
    for (const chunk of chunks) {
      letters.cyrillic += chunk.letters.cyrillic
      letters.latin += chunk.letters.latin
      letters.ukrainian += chunk.letters.ukrainian
      squares += chunk.writingSquares
      for (let w = 0; w < shares.length; w++) shares[w]! += chunk.writing[w]!
    }
    if (letters.cyrillic + letters.latin === 0) return { text, lang: fallback, sure: 0, chunks }
    priorOf(this.#prior, letters, fallback)
    this.#chunks.writing.close(shares, LENGTH / Math.sqrt(squares || 1), this.#prior)
    const writing = WRITINGS[largest(shares)]!
    const lang = LANG_OF[WRITINGS.indexOf(writing)]!
    let sure = 0
    for (let w = 0; w < shares.length; w++) if (LANG_OF[w] === lang) sure += shares[w]!
    const repaired = meant(text, writing)
    return { text: repaired, lang, sure, chunks: repaired === text ? chunks : this.#chunks.of(repaired) }
  }

  /**
   * How likely each label is; `prior` is in natural logarithms. Undefined where there is nothing to read. `words`: how
   * many there were.
   */
  meaning({ chunks }: Reading, prior: Float64Array): Float64Array | undefined {
    const scorer = this.#chunks.meaning
    const sums = new Float64Array(scorer.model.classes.length)
    const cut: Cut[number][] = []
    let squares = 0
    for (const chunk of chunks) {
      if (cut.length >= MOST_WORDS) break
      for (const word of chunk.cut) cut.push(word)
      squares += chunk.meaningSquares
      for (let c = 0; c < sums.length; c++) sums[c]! += chunk.meaning[c]!
    }
    together(cut, (hash, value) => {
      scorer.add(sums, hash, value)
      squares += value * value
    })
    return squares > 0 ? scorer.close(sums, LENGTH / Math.sqrt(squares), prior) : undefined
  }
}
