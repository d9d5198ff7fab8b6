// Reads a text with the two models: how it is written, then what it means. It knows nothing of what was asked.
import type { Lang } from '../core/meaning.ts'
import { type Chunk, Chunks } from './chunks.ts'
import { together } from './features.ts'
import { isOrdinary } from './letters.ts'
import { type LinearModel, largest } from './linear-model.ts'
import { LONGEST, plain } from './normalise.ts'
import { LANG_OF, meant, priorOf, WRITINGS } from './reading.ts'
import { Sums } from './sums.ts'
import type { Word } from './words.ts'

/** A text as it was meant, and the language it is in. */
export class Reading {
  readonly lang: Lang
  readonly chunks: readonly Chunk[]
  readonly #raw: string
  #text: string | undefined

  constructor(raw: string, lang: Lang, chunks: readonly Chunk[], text?: string) {
    this.#raw = raw
    this.lang = lang
    this.chunks = chunks
    this.#text = text
  }

  /** In small letters; made when somebody asks, since most readings need no more than chunks. */
  get text(): string {
    this.#text ??= plain(this.#raw)
    return this.#text
  }
}

/** More words than this are not read. */
const MOST_WORDS = 300

export class Reader {
  readonly #chunks: Chunks
  readonly #meaning: Sums
  readonly #writing: Sums
  readonly #cut: (Word | null)[] = []

  constructor(writing: LinearModel, meaning: LinearModel) {
    this.#chunks = new Chunks(writing, meaning)
    this.#meaning = new Sums(this.#chunks.meaning)
    this.#writing = new Sums(this.#chunks.writing)
  }

  /** How a text is written, any text. Without letters it is in `fallback`. */
  reading(text: string, fallback: Lang): Reading {
    const raw = text.length <= LONGEST && isOrdinary(text) ? text : plain(text)
    const chunks = this.#chunks.of(raw)
    const letters = { cyrillic: 0, latin: 0, ukrainian: 0 }
    const sums = this.#writing.begin()
    for (let i = 0; i < chunks.length; i++) {
      const chunk = chunks[i]!
      letters.cyrillic += chunk.letters.cyrillic
      letters.latin += chunk.letters.latin
      letters.ukrainian += chunk.letters.ukrainian
      sums.addAll(chunk.writing)
    }
    if (letters.cyrillic + letters.latin === 0) return new Reading(raw, fallback, chunks)
    const shares = sums.close(priorOf(letters, fallback))
    const best = largest(shares)
    const lang = LANG_OF[best]!
    const writing = WRITINGS[best]!
    if (writing === lang) return new Reading(raw, lang, chunks)
    const repaired = meant(plain(raw), writing)
    return new Reading(raw, lang, this.#chunks.of(repaired), repaired)
  }

  /**
   * How likely each label is, until the next call; `prior` is in natural logarithms. Undefined where there is nothing
   * to read.
   */
  meaning({ chunks }: Reading, prior: Float64Array): Float64Array | undefined {
    const cut = this.#cut
    cut.length = 0
    const sums = this.#meaning.begin()
    for (let i = 0; i < chunks.length && cut.length < MOST_WORDS; i++) {
      const chunk = chunks[i]!
      for (let k = 0; k < chunk.cut.length; k++) cut.push(chunk.cut[k]!)
      sums.addAll(chunk.meaning)
    }
    together(cut, sums)
    return sums.squares > 0 ? sums.close(prior) : undefined
  }
}
