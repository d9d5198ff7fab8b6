// Where the engine gets rulebooks: the newest, and older ones that talks are pinned to.
import type { Rulebook } from '../core/rulebook.ts'

export type RulebookShelf = {
  readonly now: () => Rulebook
  /** Compiled anew from the store where it is not in memory; null where its hash was never kept. */
  readonly byHash: (hash: string) => Promise<Rulebook | null>
}
