// Saying the shop's own answer in other words. The port knows no model; null means: say it as it stands.
import type { Lang } from '../core/meaning.ts'

export type Plain = {
  /** The shop's text, as it would go out; a code in it is {code:ID}. */
  readonly text: string
  readonly lang: Lang
  /** What the shopper wrote, that it answers. */
  readonly said: string
  /** Parts of the text that nobody outside may see, and that must stand unchanged: names of people and of goods. */
  readonly keep: readonly string[]
}

export interface Phrase {
  /** By `until` (ms of performance.now()) it has answered; null: use the plain text. Never throws. */
  phrase(plain: Plain, until: number): Promise<string | null>
}
