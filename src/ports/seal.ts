// Sealing's contract: keyed hashes and sealed texts. Who implements it holds the keys; nobody else sees them.

export type Seal = {
  /** A keyed hash, base64url, at least 128 bits; `kind` keeps an address's hash apart from a code's. */
  readonly hmac: (kind: 'address' | 'code' | 'token' | 'id', text: string) => string
  /**
   * The same, and what an older key that is still live would answer: things hashed before the key was changed are found
   * by it. The newest first.
   */
  readonly hmacs: (kind: 'address' | 'code' | 'token' | 'id', text: string) => readonly string[]
  /** Seals a text for one place; it opens only under the same `place` (a code's id, say). */
  readonly seal: (text: string, place: string) => string
  /** Opens what any live key sealed; throws where it was none of them, or not for this place. */
  readonly open: (sealed: string, place: string) => string
  /** A new key of one shopper, wrapped; erasing it makes all that was sealed under it unreadable. */
  readonly newKey: () => string
  /** The same key of a shopper, wrapped by the newest key. */
  readonly rewrap: (wrapped: string) => string
  /** Was it sealed, or wrapped, by the newest key? Only then may the older be dropped. */
  readonly isNewest: (sealed: string, place: string | 'key') => boolean
  readonly sealUnder: (wrapped: string, text: string, place: string) => string
  readonly openUnder: (wrapped: string, sealed: string, place: string) => string
}
