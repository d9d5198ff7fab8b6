// The texts that flows and offers say, gathered while they are read and looked up once all are. Types only.
import type { Place } from './problem.ts'

/** A text that a flow says: its key, perhaps with {variables} in it, and what it may be filled with. */
export type TextUse = {
  readonly key: string
  readonly at: Place
  /** The values that a variable of the key can have here; null where they are not known. */
  readonly valuesOf: (variable: string) => readonly string[] | null
  readonly args: ReadonlySet<string>
}
