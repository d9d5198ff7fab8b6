// What must be known to open a Redis: where it is, and what it promises. Read from the environment by start/.

export type RedisNode = { readonly host: string; readonly port: number }

export type RedisSettings = {
  /** One server, or the first nodes that are asked where the others of a Cluster are. */
  readonly kind: 'single' | 'cluster'
  readonly nodes: readonly RedisNode[]
  readonly tls: boolean
  /** A file of certificates that are trusted beside the machine's own; null: none. */
  readonly caFile: string | null
  readonly username: string | null
  readonly password: string | null
  /** Of a single server. */
  readonly database: number
  /** The durable profile: each write is waited for on so many replicas of its master. null: the everyday one. */
  readonly replicas: number | null
}
