// Small documents of the whole shop, by name: what is true of no single shopper. Each has a version.

export type Note = { readonly version: number; readonly value: string }

export type Notes = {
  /** null where there is none. */
  readonly get: (name: string) => Promise<Note | null>
  /**
   * Writes it where its version still is `expects` (0: there is none yet); answers whether it did. With `journal`
   * the change is an entry of the journal, of no shopper, in the same commit.
   */
  readonly put: (
    name: string,
    expects: number,
    value: string,
    journal?: { readonly at: number; readonly entry: string },
  ) => Promise<boolean>
}
