// Sealing's contract: keyed hashes and sealed texts. Who implements it holds the keys; nobody else sees them.

export type Seal = {
  /** A keyed hash, base64url, at least 128 bits; `kind` keeps an address's hash apart from a code's. */
  readonly hmac: (kind: 'address' | 'code' | 'token' | 'id', text: string) => string
  /** Seals a text for one place; it opens only under the same `place` (a code's id, say). */
  readonly seal: (text: string, place: string) => string
  /** Throws where the text was not sealed by this key for this place. */
  readonly open: (sealed: string, place: string) => string
  /** A new key of one shopper, wrapped; erasing it makes all that was sealed under it unreadable. */
  readonly newKey: () => string
  readonly sealUnder: (wrapped: string, text: string, place: string) => string
  readonly openUnder: (wrapped: string, sealed: string, place: string) => string
}
