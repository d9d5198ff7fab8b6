// Reads the settings of the Redis store: none, one server, or a Cluster. Every fault says what is missing. Asks no server.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { RedisNode, RedisSettings } from '../stores/redis/settings.ts'

export const REDIS_VARIABLES = {
  REDIS_URL: z.string().optional(),
  REDIS_CLUSTER: z.string().optional(),
  REDIS_CA_FILE: z.string().optional(),
  REDIS_REPLICAS: z.string().optional(),
}

export type RedisVariables = Partial<z.output<z.ZodObject<typeof REDIS_VARIABLES>>>

const PORT = 6379
const MOST_REPLICAS = 9

type Address = Pick<RedisSettings, 'tls' | 'username' | 'password' | 'database'> & {
  readonly node: RedisNode
}

/** null: not an address of a Redis. The password is in it: what is wrong is said without showing it. */
const readAddress = (text: string): Address | null => {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return null
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text)
  const database = pathname.replace(/^\//, '')
  if (hostname === '' || search !== '' || hash !== '' || !/^\d{0,3}$/.test(database)) return null
  return {
    tls: protocol === 'rediss:',
    username: username === '' ? null : decodeURIComponent(username),
    password: password === '' ? null : decodeURIComponent(password),
    database: Number(database || 0),
    node: { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PORT : Number(port) },
  }
}

const readAll = (kind: RedisSettings['kind'], text: string, faults: string[]): readonly Address[] => {
  const texts = kind === 'single' ? [text] : text.split(/[\s,]+/).filter((one) => one !== '')
  const found = texts.map(readAddress)
  if (kind === 'single' && found[0] === null)
    faults.push('REDIS_URL: write redis://name:password@redis.example:6379/0, or rediss:// for TLS')
  if (kind === 'cluster' && found.some((one) => one === null || one.database !== 0))
    faults.push(
      'REDIS_CLUSTER: addresses of some of its nodes with commas between them: redis://10.0.0.1:6379,redis://10.0.0.2:6379 (rediss:// for TLS; a Cluster has no database but 0)',
    )
  const addresses = found.filter((one) => one !== null)
  const [first, ...others] = addresses
  const isOther = (one: Address) =>
    one.tls !== first?.tls || one.username !== first.username || one.password !== first.password
  if (others.some(isOther))
    faults.push('REDIS_CLUSTER: all nodes take the same name and password, and TLS or not')
  return addresses
}

/** null: the store is SQLite. What is wrong is added to `faults`. */
export const readRedisSettings = (found: RedisVariables, faults: string[]): RedisSettings | null => {
  const { REDIS_URL: url, REDIS_CLUSTER: cluster, REDIS_CA_FILE: ca, REDIS_REPLICAS: replicas } = found
  const text = url ?? cluster
  if (text === undefined) {
    if (ca || replicas)
      faults.push('REDIS_URL: needed (or REDIS_CLUSTER) where another REDIS_ setting is there')
    return null
  }
  if (url && cluster) faults.push('REDIS_CLUSTER: one of REDIS_URL and REDIS_CLUSTER, not both')
  const kind = url === undefined ? 'cluster' : 'single'
  const addresses = readAll(kind, text, faults)
  const [first] = addresses
  if (ca && !existsSync(ca)) faults.push(`REDIS_CA_FILE: there is no file ${ca}`)
  if (ca && first && !first.tls) faults.push('REDIS_CA_FILE: it is of use with rediss:// only')
  const count = replicas === undefined ? null : Number(replicas)
  if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= MOST_REPLICAS))
    faults.push(
      `REDIS_REPLICAS: how many replicas each write is waited for, 1 to ${MOST_REPLICAS}; empty: none (docs/OPERATE.md)`,
    )
  if (!first) return null
  const { node: _, ...rest } = first
  return {
    ...{ kind, nodes: addresses.map(({ node }) => node), ...rest },
    caFile: ca ? resolve(ca) : null,
    replicas: count,
  }
}
