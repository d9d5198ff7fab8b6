// A real Redis Cluster of three masters on loopback, in a folder of its own, ended by its processes' ids.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'

const MASTERS = 3
const SLOTS = 16384

export type Node = { readonly port: number; readonly bus: number; readonly process: ChildProcess }
export type Cluster = { readonly ports: readonly number[]; readonly stop: () => Promise<void> }

/** Where redis-server is; null: not installed. */
export const redisServer = (): string | null => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path)) ?? null
}

const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** One command to one node, whatever the slots say. */
export const tell = async (port: number, ...command: string[]): Promise<unknown> => {
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
  const end = performance.now() + 15_000
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`the cluster did not come up: ${what}`)
    await pause(50)
  }
}

export const startCluster = async (server: string): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-cluster-'))
  const ports = await freePorts(2 * MASTERS)
  const nodes: Node[] = Array.from({ length: MASTERS }, (_, n) => {
    const [port, bus] = [ports[n]!, ports[n + MASTERS]!]
    const home = join(folder, `${port}`)
    mkdirSync(home)
    const settings = { port, 'cluster-port': bus, bind: '127.0.0.1', dir: home, save: '', appendonly: 'no' }
    const cluster = {
      'cluster-enabled': 'yes',
      'cluster-announce-ip': '127.0.0.1',
      'cluster-node-timeout': 5000,
    }
    const args = Object.entries({ ...settings, ...cluster }).flatMap(([key, value]) => [
      `--${key}`,
      `${value}`,
    ])
    return { port, bus, process: spawn(server, args, { stdio: 'ignore' }) }
  })
  const stop = async (): Promise<void> => {
    await Promise.all(
      nodes.map(({ process: child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return null
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGKILL')
        return ended
      }),
    )
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    for (const { port } of nodes) await until('a node', async () => (await tell(port, 'PING')) === 'PONG')
    for (const [n, { port }] of nodes.entries()) {
      const from = Math.ceil((n * SLOTS) / MASTERS)
      const to = Math.ceil(((n + 1) * SLOTS) / MASTERS) - 1
      await tell(port, 'CLUSTER', 'ADDSLOTSRANGE', `${from}`, `${to}`)
      await tell(port, 'CLUSTER', 'SET-CONFIG-EPOCH', `${n + 1}`)
      await tell(port, 'CLUSTER', 'MEET', '127.0.0.1', `${nodes[0]!.port}`, `${nodes[0]!.bus}`)
    }
    for (const { port } of nodes)
      await until('all slots', async () => {
        const info = String(await tell(port, 'CLUSTER', 'INFO'))
        return info.includes('cluster_state:ok') && info.includes(`cluster_slots_assigned:${SLOTS}`)
      })
    return { ports: nodes.map(({ port }) => port), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
