// A Cluster of three masters with a replica each under the durable profile, and what can befall one of its masters. It heals
// by itself; a server that was killed is started again, as any service manager does.
import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, type Server, startCluster } from '../../redis/servers.ts'
import type { Chance } from '../chance.ts'
import { canCut, type Network, openNetwork } from './network.ts'

export type Kind = 'kill' | 'pause' | 'cut' | 'cut from its peers'

/** ms. `back`: how long after the kill it is started again. */
export type Lengths = {
  readonly pause: readonly [number, number]
  readonly cut: readonly [number, number]
  readonly back: readonly [number, number]
}

export type Lab = {
  readonly settings: Cluster['settings']
  readonly kinds: readonly Kind[]
  /** Does it to a master that is one now; answers what was done, and the servers being well again is waited for. */
  readonly befall: (kind: Kind, chance: Chance) => Promise<string>
  readonly close: () => Promise<void>
}

const COUNT = 6
const PATIENCE = 60_000

const aBridge = async (chance: Chance): Promise<Network | null> =>
  canCut() ? openNetwork(COUNT, chance.between(1, 250)) : null

export const openLab = async (lengths: Lengths, withNetwork: boolean, chance: Chance): Promise<Lab> => {
  const network = withNetwork ? await aBridge(chance) : null
  const durable = {
    appendfsync: 'always',
    'protected-mode': 'no',
    'min-replicas-to-write': 1,
    'repl-timeout': 5,
    'cluster-node-timeout': 1_500,
  }
  const cluster = await startCluster({}, durable, network?.ports ?? []).catch(async (error) => {
    await network?.close()
    throw error
  })
  const nodes: Server[] = [...cluster.nodes]

  const roleOf = async ({ tell }: Server): Promise<{ role: string; online: number; knows: string }> => {
    const [info, role] = await Promise.all([tell('CLUSTER', 'INFO'), tell('INFO', 'replication')])
    const isOk = String(info).includes('cluster_state:ok')
    return {
      knows: isOk ? 'ok' : 'fail',
      role: /role:master/.test(String(role)) ? 'master' : 'replica',
      online: (String(role).match(/state=online/g) ?? []).length,
    }
  }
  const isWell = async (): Promise<boolean> => {
    const all = await Promise.all(
      nodes.map((node) => Promise.race([roleOf(node), pause(1_000).then(() => null)]).catch(() => null)),
    )
    const masters = all.filter((one) => one?.role === 'master')
    return (
      all.every((one) => one?.knows === 'ok') &&
      masters.length === 3 &&
      masters.every((one) => one!.online === 1)
    )
  }
  const settle = async (): Promise<void> => {
    const end = performance.now() + PATIENCE
    while (!(await isWell())) {
      if (performance.now() > end) throw new Error('the Cluster did not get well again by itself')
      await pause(100)
    }
  }

  const masters = async (): Promise<number[]> => {
    const roles = await Promise.all(nodes.map(roleOf))
    return roles.flatMap(({ role }, n) => (role === 'master' ? [n] : []))
  }

  return {
    settings: cluster.settings,
    kinds: network ? ['kill', 'pause', 'cut', 'cut from its peers'] : ['kill', 'pause'],
    befall: async (kind, chance) => {
      const n = chance.of(await masters())
      const [victim, port] = [nodes[n]!, network?.ports[n]]
      const [from, to] = kind === 'kill' ? lengths.back : kind === 'pause' ? lengths.pause : lengths.cut
      const length = chance.between(from, to)
      const others = (network?.ports ?? []).filter((one) => one !== port).map(({ host }) => host)
      switch (kind) {
        case 'kill':
          victim.kill()
          await pause(length)
          nodes[n] = await victim.again()
          break
        case 'pause':
          process.kill(victim.pid, 'SIGSTOP')
          await pause(length)
          process.kill(victim.pid, 'SIGCONT')
          break
        default:
          if (kind === 'cut') port!.cut()
          else port!.cutFrom(others)
          await pause(length)
          port!.heal()
      }
      await settle()
      return `${kind}, ${(length / 1_000).toFixed(1)} s, server ${n}${(await masters()).includes(n) ? ', which stayed master' : ', its replica took over'}`
    },
    close: async () => {
      for (const node of new Set([...nodes, ...cluster.nodes])) {
        // A stopped one would not end.
        try {
          process.kill(node.pid, 'SIGCONT')
        } catch {}
        await node.stop()
      }
      await network?.close()
    },
  }
}
