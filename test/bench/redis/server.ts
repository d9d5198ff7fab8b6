// Redis servers of a benchmark, in a folder of their own, that keep what they are told (append-only file, synced every second,
// as Redis comes with persistence on): one, or a Cluster of three masters.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'

export type Servers = {
  readonly ports: readonly number[]
  /** Bytes that a server holds in memory, by its own word. */
  readonly memory: () => Promise<number>
  /** Bytes that these keys take on a single server, by its own word. */
  readonly bytesOf: (keys: readonly string[]) => Promise<number>
  /** Forgets everything. */
  readonly flush: () => Promise<void>
  readonly stop: () => Promise<void>
}

const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']

/** null: not installed. */
export const redisProgram = (): string | null =>
  FOLDERS.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path)) ?? null

const freePort = async (): Promise<number> => {
  // A Cluster's own port is 10,000 above.
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { readonly port: number }
    server.close()
    await once(server, 'close')
    if (port < 55_000) return port
  }
}

const tell = async (port: number, ...command: string[]): Promise<unknown> => {
  const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false } })
  client.on('error', () => {})
  await client.connect()
  try {
    return await client.sendCommand(command)
  } finally {
    await client.close()
  }
}

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 30_000
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`Redis did not come up: ${what}`)
    await pause(50)
  }
}

/** Where there are cores enough each server has one to itself. */
const pinned = (program: string, core: number | null): readonly [string, ...string[]] =>
  core === null ? [program] : ['taskset', '-c', `${core}`, program]

/** `cores`: a core for each server, the n-th of the machine; null: as the system likes. */
export const startServers = async (
  count: 1 | 3,
  cores: readonly number[] | null = null,
): Promise<Servers> => {
  const program = redisProgram()
  if (!program) throw new Error('redis-server is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'winback-redis-'))
  const isCluster = count > 1
  const children: ChildProcess[] = []
  const ports: number[] = []
  for (let n = 0; n < count; n++) {
    const port = await freePort()
    const home = join(folder, `${port}`)
    mkdirSync(home)
    const settings = [
      ...['--port', `${port}`, '--bind', '127.0.0.1', '--dir', home, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
      // Who of the sides would be hit by a child that writes the file anew is chance.
      ...['--auto-aof-rewrite-percentage', '0'],
      ...(isCluster ? ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'] : []),
    ]
    const [command, ...before] = pinned(program, cores?.[n] ?? null)
    children.push(spawn(command, [...before, ...settings], { stdio: 'ignore' }))
    ports.push(port)
  }
  for (const port of ports) await until('ping', async () => (await tell(port, 'PING')) === 'PONG')
  if (isCluster) {
    const cli = program.replace(/redis-server$/, 'redis-cli')
    const nodes = ports.map((port) => `127.0.0.1:${port}`)
    execFileSync(cli, ['--cluster', 'create', ...nodes, '--cluster-yes'], { stdio: 'ignore' })
    for (const port of ports)
      await until('cluster', async () =>
        `${await tell(port, 'CLUSTER', 'INFO')}`.includes('cluster_state:ok'),
      )
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  return {
    ports,
    memory: async () =>
      sum(
        await Promise.all(
          ports.map(async (port) =>
            Number(/used_memory:(\d+)/.exec(`${await tell(port, 'INFO', 'memory')}`)?.[1]),
          ),
        ),
      ),
    bytesOf: async (keys) => {
      const client = createClient({ socket: { host: '127.0.0.1', port: ports[0]! } })
      await client.connect()
      const usage = (key: string) =>
        client.sendCommand<number | null>(['MEMORY', 'USAGE', key, 'SAMPLES', '0'])
      const all = await Promise.all(keys.map(usage))
      await client.close()
      return sum(all.map(Number))
    },
    flush: async () => {
      for (const port of ports) await tell(port, 'FLUSHALL')
    },
    stop: async () => {
      await Promise.all(
        children.map(async (child) => {
          const ended = once(child, 'exit')
          child.kill('SIGTERM')
          await ended
        }),
      )
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
