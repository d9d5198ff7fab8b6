// What a text means. The port knows no way of reading: not the offline reader, not a model.
import type { Label, Lang, Meaning } from '../core/meaning.ts'

export type { Meaning } from '../core/meaning.ts'

/** What was asked last. */
export type Asked = {
  /** The labels that an answer is expected to have; may be empty. */
  readonly labels: readonly Label[]
  /** The choices as they were shown, in their order. */
  readonly choices: readonly { readonly id: string; readonly text: string }[]
  /** Was an offer just made, so that "yes" takes it? A question that came after it goes first. */
  readonly offered: boolean
  /** The choice that a bare yes picks, and a bare no, where the question says so. */
  readonly yes?: string
  readonly no?: string
  /** Nothing is asked, and the last word was ours: "ok" is no more than that. */
  readonly told?: true
}

/** What a reader that asks somebody else must keep to. */
export type Within = {
  /** The turn waits no longer, ms of performance.now(). */
  readonly until: number
  /** What is known of the shopper (name, e-mail, ...): it leaves this machine in no text. */
  readonly known: readonly string[]
}

export interface Understand {
  /**
   * Reads one text: one label. Never throws and answers in bounded time whatever the text is; it answers
   * in `lang` when the text itself does not show its language. A reader that answers at once, on its own
   * machine, need not look at `within`.
   */
  read(text: string, asked: Asked | null, lang?: Lang, within?: Within): Promise<Meaning> | Meaning
}
