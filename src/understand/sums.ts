// The running sums of what features say: packed as long as they fit, then widened. It knows no texts.
import { FIT_PACKED, type Scorer } from './linear-model.ts'
import { LENGTH } from './samples.ts'

/** Sums of no more than FIT_PACKED features; those that come after are not heard. */
export class PackedSums {
  readonly packed: Int32Array
  features = 0
  /** The squared length of its features. */
  squares = 0
  readonly #scorer: Scorer

  constructor(scorer: Scorer) {
    this.#scorer = scorer
    this.packed = scorer.packed()
  }

  add(hash: number, value: number): void {
    if (this.features === FIT_PACKED) return
    this.features++
    this.squares += value * value
    this.#scorer.add(this.packed, hash)
  }
}

export class Sums {
  squares = 0
  readonly #scorer: Scorer
  readonly #packed: Int32Array
  readonly #wide: Float64Array
  #held = 0

  constructor(scorer: Scorer) {
    this.#scorer = scorer
    this.#packed = scorer.packed()
    this.#wide = new Float64Array(scorer.model.classes.length)
  }

  begin(): this {
    this.squares = 0
    this.#held = 0
    this.#packed.fill(0)
    this.#wide.fill(0)
    return this
  }

  add(hash: number, value: number): void {
    if (this.#held === FIT_PACKED) this.#widen()
    this.#held++
    this.squares += value * value
    this.#scorer.add(this.#packed, hash)
  }

  addAll({ packed, features, squares }: PackedSums): void {
    if (this.#held + features > FIT_PACKED) this.#widen()
    this.#held += features
    this.squares += squares
    for (let i = 0; i < packed.length; i++) this.#packed[i]! += packed[i]!
  }

  #widen(): void {
    this.#scorer.widen(this.#packed, this.#wide)
    this.#held = 0
  }

  /** Probabilities, until the next `begin`; `prior` is in natural logarithms. */
  close(prior: Float64Array): Float64Array {
    this.#widen()
    return this.#scorer.close(this.#wide, LENGTH / Math.sqrt(this.squares || 1), prior)
  }
}
