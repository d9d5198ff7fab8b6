// What a compiled rulebook's functions were made with, for whoever keeps it (pressed.ts). Knows no files.
import type { Rulebook } from '../core/rulebook.ts'
import type { Locales } from '../text/create-texts.ts'
import type { ShopFact } from './shop-facts.ts'

export type Origin = {
  readonly words: Locales
  /** The names of all segments, the ready-made ones too. */
  readonly segments: readonly string[]
  readonly facts: ReadonlyMap<string, ShopFact>
}

const origins = new WeakMap<Rulebook, Origin>()

export const withOrigin = (rulebook: Rulebook, origin: Origin): Rulebook => {
  origins.set(rulebook, origin)
  return rulebook
}

export const originOf = (rulebook: Rulebook): Origin | undefined => origins.get(rulebook)
