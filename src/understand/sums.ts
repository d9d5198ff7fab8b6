// The running sums of one reading: packed as long as they fit, then widened. It knows no texts.
import { FIT_PACKED, type Scorer } from './linear-model.ts'
import { LENGTH } from './samples.ts'

export class Sums {
  /** The squared length of the features so far. */
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
    this.#makeRoom(1)
    this.#scorer.add(this.#packed, hash)
    this.squares += value * value
  }

  /** Adds packed sums of `features` features, at most FIT_PACKED. */
  addAll(packed: Int32Array, features: number, squares: number): void {
    this.#makeRoom(features)
    for (let i = 0; i < packed.length; i++) this.#packed[i]! += packed[i]!
    this.squares += squares
  }

  #makeRoom(features: number): void {
    if (this.#held + features > FIT_PACKED) {
      this.#scorer.widen(this.#packed, this.#wide)
      this.#held = 0
    }
    this.#held += features
  }

  /** Probabilities, until the next `begin`. */
  close(prior?: Float64Array): Float64Array {
    this.#scorer.widen(this.#packed, this.#wide)
    return this.#scorer.close(this.#wide, LENGTH / Math.sqrt(this.squares || 1), prior)
  }
}
