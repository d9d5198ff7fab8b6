// Gathers features into a fixed number of slots by a hash of their text. It knows nothing of what they say.
import type { Features } from './linear-model.ts'

/** Start of a hash for one kind of feature, so that "a" as a word and "a" as a piece differ. */
export function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** The hash one letter further: `code` is a UTF-16 unit. */
export function hashOn(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

function mixed(hash: number): number {
  let h = hash ^ (hash >>> 15)
  h = Math.imul(h, 0x2c1b3c6d)
  h ^= h >>> 12
  h = Math.imul(h, 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** A bag that counts each feature once, at its highest value, and comes out with length 1. */
export class FeatureBag {
  #values = new Map<number, number>()
  #slots: number

  constructor(slots: number) {
    this.#slots = slots
  }

  add(hash: number, value: number): void {
    const slot = mixed(hash) % this.#slots
    const held = this.#values.get(slot)
    if (held === undefined || held < value) this.#values.set(slot, value)
  }

  done(): Features {
    const slots = new Int32Array(this.#values.size)
    const values = new Float32Array(this.#values.size)
    let squares = 0
    let i = 0
    for (const [slot, value] of this.#values) {
      slots[i] = slot
      values[i++] = value
      squares += value * value
    }
    const length = Math.sqrt(squares) || 1
    for (let k = 0; k < values.length; k++) values[k]! /= length
    return { slots, values }
  }
}
