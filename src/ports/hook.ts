// A door that somebody else's server knocks at, before any framework: raw bytes in, an answer out. Whoever takes it in
// proves who knocked, over these very bytes, before reading them.

export type Knock = {
  readonly method: string
  /** With the query, as it was called. */
  readonly url: string
  /** What the pattern's `:name` parts were. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** In lower case; of those that came twice, joined as HTTP joins them. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The bytes as they came in; of a body that was packed, unpacked. */
  readonly body: Uint8Array
  /** Whoever knocked, by the proxies that are trusted. */
  readonly sender: string
  /** Our own address as the caller knows it, without a path. */
  readonly origin: string
}

export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export type Hook = {
  /** Whose work it brings, where it is not only shoppers' talk: agents' goes first (gate.ts). */
  readonly work?: 'agents' | 'talk'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  /** With `:name` parts, as the server's routes are written. */
  readonly path: string
  /** The largest body in bytes; left out: what the server takes at most. */
  readonly largest?: number
  /** Refuses before the body is read; null: it may come. */
  readonly before?: (caller: Omit<Knock, 'body'>) => Answer | null
  readonly answer: (knock: Knock) => Promise<Answer>
}
