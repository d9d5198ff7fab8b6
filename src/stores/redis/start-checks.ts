// What a server must promise before anything is kept there: checked at start on every master, naming the setting to
// change. Changes nothing but the mark of a new store.
import { StoreError } from '../../ports/store-error.ts'
import type { Node, Redis } from './connect.ts'
import { keyIn } from './keys.ts'
import { PARTITIONS } from './partition.ts'
import type { RedisSettings } from './settings.ts'

const OLDEST = [7, 0] as const
/** How keys are laid out; a change of it is a new number. */
const FORMAT = 2

const NAMES = ['maxmemory-policy', 'appendonly', 'appendfsync', 'min-replicas-to-write'] as const
type Config = ReadonlyMap<string, string>

const refuse = (node: Node, words: string): never => {
  throw new StoreError('foreign', `${node.name}: ${words}`)
}

const infoOf = async (node: Node, section: string): Promise<Config> => {
  const text = await node.tell<string>('INFO', section)
  return new Map(
    text.split('\r\n').flatMap((line) => {
      const at = line.indexOf(':')
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : []
    }),
  )
}

/** null: it may not be asked, as on servers that somebody else runs. */
const configOf = async (node: Node): Promise<Config | null> => {
  try {
    const found = new Map<string, string>()
    for (const name of NAMES) {
      const [, value] = await node.tell<string[]>('CONFIG', 'GET', name)
      if (value !== undefined) found.set(name, value)
    }
    return found
  } catch (error) {
    if (error instanceof StoreError && error.code !== 'io') throw error
    return null
  }
}

const checkVersion = (node: Node, server: Config): void => {
  const version = server.get('redis_version') ?? '0'
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    refuse(node, `this is Redis ${version}; Winback needs ${OLDEST.join('.')} or later. Update it.`)
}

const checkMemory = (node: Node, policy: string | undefined): void => {
  if (policy === undefined || policy === 'noeviction') return
  refuse(
    node,
    `Redis may throw data away when its memory is full (maxmemory-policy is ${policy}). Set maxmemory-policy to noeviction, in redis.conf or where your provider keeps its settings.`,
  )
}

const checkDisk = (node: Node, persistence: Config, config: Config | null, isDurable: boolean): void => {
  const isOn =
    (config?.get('appendonly') ?? (persistence.get('aof_enabled') === '1' ? 'yes' : 'no')) === 'yes'
  if (!isOn)
    refuse(
      node,
      'Redis does not keep each write on disk (appendonly is no), so that a crash would lose what was answered. Set appendonly to yes; snapshots (save) alone lose minutes.',
    )
  const sync = config?.get('appendfsync')
  if (sync === 'no')
    refuse(
      node,
      'Redis leaves it to the system when writes reach the disk (appendfsync is no). Set appendfsync to everysec, or to always.',
    )
  if (isDurable && config && sync !== 'always')
    refuse(
      node,
      `the durable profile (REDIS_REPLICAS) wants each write on disk at once, and appendfsync is ${sync}. Set appendfsync to always, or leave REDIS_REPLICAS out.`,
    )
}

const checkReplicas = (node: Node, replication: Config, config: Config | null, replicas: number): void => {
  const least = Number(config?.get('min-replicas-to-write') ?? replicas)
  if (least < replicas)
    refuse(
      node,
      `the durable profile wants ${replicas} replica(s) to be connected for a write, and min-replicas-to-write is ${least}. Set min-replicas-to-write to ${replicas}.`,
    )
  const online = [...replication].filter(
    ([name, value]) => /^slave\d+$/.test(name) && value.includes('state=online'),
  ).length
  if (online < replicas)
    refuse(
      node,
      `REDIS_REPLICAS is ${replicas}, and ${online} replica(s) are connected. Start them, or lower REDIS_REPLICAS.`,
    )
}

const checkNode = async (node: Node, settings: RedisSettings): Promise<readonly string[]> => {
  const isDurable = settings.replicas !== null
  const server = await infoOf(node, 'server')
  checkVersion(node, server)
  const isCluster = server.get('redis_mode') === 'cluster'
  if (settings.kind === 'single' && isCluster)
    refuse(node, 'this is a node of a Cluster. Set REDIS_CLUSTER to some of its nodes, instead of REDIS_URL.')
  if (settings.kind === 'cluster' && !isCluster)
    refuse(node, 'this is a single server. Set REDIS_URL, instead of REDIS_CLUSTER.')
  const replication = await infoOf(node, 'replication')
  if (replication.get('role') !== 'master')
    refuse(node, 'this is a replica, which takes no writes. Give the address of the primary.')
  const config = await configOf(node)
  checkMemory(node, config?.get('maxmemory-policy') ?? (await infoOf(node, 'memory')).get('maxmemory_policy'))
  checkDisk(node, await infoOf(node, 'persistence'), config, isDurable)
  if (settings.replicas !== null) checkReplicas(node, replication, config, settings.replicas)
  if (config) return []
  const unseen = isDurable
    ? 'appendfsync (always) and min-replicas-to-write'
    : 'appendfsync (everysec or always)'
  return [
    `${node.name}: this account may not read the server's settings (CONFIG GET). Make sure of ${unseen} yourself.`,
  ]
}

/** Answers what the operator should know, in sentences; throws a StoreError where nothing may be kept there. */
export const checkServers = async (redis: Redis, settings: RedisSettings): Promise<readonly string[]> => {
  const masters = await redis.masters()
  return (await Promise.all(masters.map((node) => checkNode(node, settings)))).flat()
}

/** Made once, with the store: 256 partitions, this layout, on one server or on a Cluster. */
export const checkFormat = async (redis: Redis): Promise<void> => {
  const key = keyIn(0, 'format')
  const mine = JSON.stringify({ format: FORMAT, partitions: PARTITIONS, cluster: redis.isCluster })
  await redis.read(key, 'SET', key, mine, 'NX')
  const found = JSON.parse((await redis.read<string>(key, 'GET', key)) ?? '{}') as Record<string, unknown>
  if (found.cluster !== redis.isCluster)
    throw new StoreError(
      'foreign',
      `Redis: these data were written ${found.cluster ? 'on a Cluster' : 'on a single server'}, where budgets are kept otherwise. Move them with winback backup and winback restore.`,
    )
  if (found.format !== FORMAT || found.partitions !== PARTITIONS)
    throw new StoreError(
      'newer',
      `Redis: these data were written by another Winback (layout ${found.format}, ${found.partitions} partitions; this one knows ${FORMAT} and ${PARTITIONS}). Use the Winback that wrote them, or restore a backup into an empty Redis.`,
    )
}
