// Real Redis servers for tests: one server, one with a replica, a Cluster of three masters with a replica each; on
// loopback, in folders of their own. They end with the process that started them, however that ends.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import type { RedisSettings } from '../../src/stores/redis/settings.ts'

const SLOTS = 16384

export type Server = {
  readonly port: number
  readonly pid: number
  /** One command to this node, whatever the slots say. */
  readonly tell: (...command: string[]) => Promise<unknown>
  /** Kill -9. */
  readonly kill: () => void
  /** The same server, after kill, on the data that it left. */
  readonly again: () => Promise<Server>
  readonly stop: () => Promise<void>
}

/** Where redis-server is; null: not installed. */
export const redisServer = (): string | null => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path)) ?? null
}

export const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

export const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 30_000
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`the servers of the test did not get so far: ${what}`)
    await pause(20)
  }
}

/** When whoever holds the pipe is gone, so is the server, and what it kept. */
const GUARD =
  'home="$1"; shift; "$@" >"$home/log" 2>&1 & echo $!; read -r _; kill -9 $! 2>/dev/null; rm -rf "$home"'
const EVERYDAY = { save: '', appendonly: 'yes', appendfsync: 'everysec', bind: '127.0.0.1' }

const newClient = (host: string, port: number) =>
  createClient({ RESP: 2, socket: { host, port, connectTimeout: 1_000, reconnectStrategy: false } }).on(
    'error',
    () => {},
  )
type Client = ReturnType<typeof newClient>

type Config = Readonly<Record<string, string | number>>

/** Where a server is, if not on loopback: its address is `bind`. `through`: the command that it is started by, if any. */
type Through = readonly string[]

/** A server with these settings over the everyday ones; an empty value is passed on as such. */
export const startServer = async (
  config: Config = {},
  home?: string,
  through: Through = [],
): Promise<Server> => {
  const folder = home ?? mkdtempSync(join(tmpdir(), 'winback-redis-'))
  mkdirSync(folder, { recursive: true })
  const port = Number(config.port ?? (await freePorts(1))[0])
  const settings = { ...EVERYDAY, port, dir: folder, ...config }
  const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, `${value}`])
  const guard = spawn('sh', ['-c', GUARD, 'guard', folder, ...through, redisServer()!, ...args], {
    // In a group of its own: Ctrl-C is for whoever started the test.
    ...{ stdio: ['pipe', 'pipe', 'ignore'], detached: true },
  })
  guard.stdin.on('error', () => {})
  const pid = await new Promise<number>((resolve) =>
    guard.stdout.once('data', (data: Buffer) => resolve(Number(data.toString().trim()))),
  )
  // What is not stopped keeps no process alive: it ends with it.
  guard.unref()
  for (const pipe of [guard.stdin, guard.stdout] as unknown as { unref: () => void }[]) pipe.unref()
  let client: Client | undefined
  const tell = async (...command: string[]): Promise<unknown> => {
    if (!client?.isReady) {
      if (client?.isOpen) client.destroy()
      client = newClient(`${settings.bind}`, port)
      await client.connect()
    }
    const one = client
    one.ref()
    try {
      return await one.sendCommand(command)
    } finally {
      one.unref()
    }
  }
  const gone = async (): Promise<void> => {
    if (client?.isOpen) client.destroy()
    client = undefined
  }
  if (config['tls-port'] === undefined) await until('a server', async () => (await tell('PING')) === 'PONG')
  return {
    port,
    pid,
    tell,
    kill: () => {
      process.kill(pid, 'SIGKILL')
      void gone()
    },
    again: async () => {
      await gone()
      return startServer({ ...config, port }, folder, through)
    },
    stop: async () => {
      await gone()
      const ended = new Promise((resolve) => guard.once('exit', resolve))
      guard.ref()
      guard.stdin.end()
      await ended
    },
  }
}

export const EVERYDAY_SETTINGS = {
  tls: false,
  caFile: null,
  username: null,
  password: null,
  database: 0,
  replicas: null,
} as const

export const singleSettings = (port: number, over: Partial<RedisSettings> = {}): RedisSettings => ({
  ...EVERYDAY_SETTINGS,
  kind: 'single',
  nodes: [{ host: '127.0.0.1', port }],
  ...over,
})

/** A primary and its replicas, in step. */
export const startPrimary = async (
  replicas: number,
  config: Config = {},
): Promise<{
  readonly primary: Server
  readonly replicas: readonly Server[]
  readonly stop: () => Promise<void>
}> => {
  // Else it waits five seconds for more replicas to come.
  const all = { 'repl-diskless-sync-delay': 0, ...config }
  const primary = await startServer(all)
  const others = await Promise.all(
    Array.from({ length: replicas }, () => startServer({ ...all, replicaof: `127.0.0.1 ${primary.port}` })),
  )
  await until('replicas in step', async () => {
    const info = String(await primary.tell('INFO', 'replication'))
    return (info.match(/state=online/g) ?? []).length === replicas
  })
  return {
    primary,
    replicas: others,
    stop: async () => void (await Promise.all([primary, ...others].map((server) => server.stop()))),
  }
}

export type Cluster = {
  /** Three masters as they were at the start, then the replica of each. */
  readonly nodes: readonly Server[]
  readonly settings: RedisSettings
  /** To each node that is a master now. */
  readonly tellMasters: (...command: string[]) => Promise<void>
  readonly stop: () => Promise<void>
}

/** `places`: where its nodes are, if not on loopback. */
export const startCluster = async (
  { masters = 3, replicas = 1 } = {},
  config: Config = {},
  places: readonly { readonly host: string; readonly through: Through }[] = [],
): Promise<Cluster> => {
  const count = masters * (1 + replicas)
  const ports = await freePorts(2 * count)
  const hosts = Array.from({ length: count }, (_, n) => places[n]?.host ?? '127.0.0.1')
  const nodes = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      startServer(
        {
          port: ports[n]!,
          bind: hosts[n]!,
          'cluster-enabled': 'yes',
          'cluster-port': ports[n + count]!,
          'cluster-announce-ip': hosts[n]!,
          'cluster-node-timeout': 2000,
          'cluster-replica-validity-factor': 0,
          'repl-diskless-sync-delay': 0,
          ...config,
        },
        undefined,
        places[n]?.through,
      ),
    ),
  )
  const stop = async (): Promise<void> => void (await Promise.all(nodes.map((node) => node.stop())))
  try {
    await Promise.all(
      nodes.map(async ({ tell }, n) => {
        if (n < masters) {
          const from = Math.ceil((n * SLOTS) / masters)
          const to = Math.ceil(((n + 1) * SLOTS) / masters) - 1
          await tell('CLUSTER', 'ADDSLOTSRANGE', `${from}`, `${to}`)
        }
        await tell('CLUSTER', 'SET-CONFIG-EPOCH', `${n + 1}`)
      }),
    )
    // Only once each has its epoch: a node that knows another takes none.
    for (const { tell } of nodes) await tell('CLUSTER', 'MEET', hosts[0]!, `${ports[0]}`, `${ports[count]}`)
    const ids = await Promise.all(nodes.map(async ({ tell }) => String(await tell('CLUSTER', 'MYID'))))
    await Promise.all(
      nodes
        .slice(masters)
        .map(({ tell }, n) =>
          until('a replica', async () => (await tell('CLUSTER', 'REPLICATE', ids[n % masters]!)) === 'OK'),
        ),
    )
    await until('all slots and replicas', async () => {
      const infos = await Promise.all(nodes.map(async ({ tell }) => String(await tell('CLUSTER', 'INFO'))))
      const links = await Promise.all(
        nodes.slice(0, masters).map(async ({ tell }) => String(await tell('INFO', 'replication'))),
      )
      return (
        infos.every(
          (info) =>
            info.includes('cluster_state:ok') &&
            info.includes(`cluster_slots_assigned:${SLOTS}`) &&
            info.includes(`cluster_known_nodes:${count}`),
        ) && links.every((info) => (info.match(/state=online/g) ?? []).length === replicas)
      )
    })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    nodes,
    settings: {
      ...EVERYDAY_SETTINGS,
      kind: 'cluster',
      nodes: nodes.map(({ port }, n) => ({ host: hosts[n]!, port })),
    },
    tellMasters: async (...command) => {
      await Promise.all(
        nodes.map(async ({ tell }) => {
          const role = (await tell('ROLE')) as string[]
          if (role[0] === 'master') await tell(...command)
        }),
      )
    },
    stop,
  }
}

let single: Promise<Server> | undefined
let cluster: Promise<Cluster> | undefined

/** One for all files of a worker; whoever uses it empties it first. */
export const theServer = (): Promise<Server> => {
  single ??= startServer()
  return single
}

export const theCluster = (): Promise<Cluster> => {
  cluster ??= startCluster()
  return cluster
}
