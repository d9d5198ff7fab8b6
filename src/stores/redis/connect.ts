// The connections to one Redis or to all masters of a Cluster, and the one way to ask them. Waits out what passes by
// itself: a slot that moves, a master that is being replaced, a script that is not known yet. Knows no key.
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { rootCertificates } from 'node:tls'
import { createClient, createCluster } from 'redis'
import { StoreError } from '../../ports/store-error.ts'
import { createEras, slotOf } from './eras.ts'
import { faultOf, isLost, passes, refuses } from './faults.ts'
import { keyIn, keysOf, type Level } from './keys.ts'
import { createPatience } from './patience.ts'
import type { Script } from './scripts.ts'
import type { RedisSettings } from './settings.ts'
import { type Asked, createSilence, SILENCE } from './silence.ts'
import { createWaits } from './waits.ts'

export type Node = { readonly name: string; readonly tell: <T = unknown>(...command: string[]) => Promise<T> }

export type Redis = {
  readonly isCluster: boolean
  /** One command on the node that has `key`, its first key. A lost answer throws `unsure` unless it is a `read`. */
  readonly ask: <T = unknown>(key: string, ...command: string[]) => Promise<T>
  /** The same for commands that only look: asked again where the answer was lost. */
  readonly read: <T = unknown>(key: string, ...command: string[]) => Promise<T>
  /** A script with these keys, all of one slot on a Cluster. `again`: may be sent again where the answer was lost. */
  readonly run: <T = unknown>(
    script: Script,
    keys: readonly string[],
    args: readonly string[],
    again?: 'again',
  ) => Promise<T>
  /** A script on all keys of a partition up to a level. */
  readonly runIn: <T = unknown>(
    script: Script,
    partition: number,
    level: Level,
    args: readonly string[],
    again?: 'again',
  ) => Promise<T>
  /** Every master; a single server is one. */
  readonly masters: () => Promise<readonly Node[]>
  /** Another number once another connection, or another server, answers for the slot of this key. */
  readonly era: (key: string) => number
  /**
   * How many replicas of the master of this key have all that was written there so far, as far as they say so within
   * `ms`. 0 where it is not the connection of `era` any more: what was written over that one may be lost with its server.
   */
  readonly waitForReplicas: (near: string, era: number, replicas: number, ms: number) => Promise<number>
  readonly publish: (channel: string, message: string) => void
  readonly subscribe: (channel: string, listener: (message: string) => void) => Promise<void>
  readonly close: () => Promise<void>
}

const CONNECT_TRIES = 3

const socketOf = (settings: RedisSettings) => {
  let opened = false
  const common = {
    connectTimeout: 5_000,
    socketTimeout: SILENCE,
    reconnectStrategy: (retries: number, cause: Error): number | Error => {
      if (!opened && retries >= CONNECT_TRIES) return cause
      return Math.min(25 * 2 ** Math.min(retries, 6), 1_000) + Math.random() * 50
    },
  }
  const ca =
    settings.caFile === null ? {} : { ca: [...rootCertificates, readFileSync(settings.caFile, 'utf8')] }
  return {
    socket: settings.tls ? { ...common, ...ca, tls: true as const } : common,
    opened: () => {
      opened = true
    },
  }
}

type Client = ReturnType<typeof createClient>
type Sender = {
  readonly isCluster: boolean
  /** The connection to the node that has this key. */
  readonly clientFor: (key: string) => Promise<Client>
  /** After a node said that the key is elsewhere. */
  readonly lookAgain: (key: string) => Promise<void>
  readonly masters: () => Promise<readonly { readonly name: string; readonly client: Client }[]>
  readonly listener: () => Promise<Client>
  readonly close: () => Promise<void>
}

const optionsOf = (settings: RedisSettings) => ({
  RESP: 2 as const,
  ...(settings.username !== null && { username: settings.username }),
  ...(settings.password !== null && { password: settings.password }),
  // What can't be sent now fails now, and is tried again here: a queue without an end would hide an outage.
  disableOfflineQueue: true,
  pingInterval: SILENCE / 2,
})

const quiet = <T extends { on: (event: 'error', listener: (error: unknown) => void) => unknown }>(
  client: T,
): T => {
  // Each error reaches whoever asked; reconnecting goes on by itself.
  client.on('error', () => {})
  return client
}

const openSingle = async (settings: RedisSettings): Promise<Sender> => {
  const { socket, opened } = socketOf(settings)
  const [node] = settings.nodes
  const client = quiet(
    createClient({
      ...optionsOf(settings),
      database: settings.database,
      socket: { ...socket, host: node!.host, port: node!.port },
    }),
  ) as unknown as Client
  await client.connect()
  opened()
  const listeners: Client[] = []
  const name = `${node!.host}:${node!.port}`
  return {
    isCluster: false,
    clientFor: async () => client,
    lookAgain: async () => {},
    masters: async () => [{ name, client }],
    listener: async () => {
      const one = quiet(client.duplicate()) as Client
      await one.connect()
      listeners.push(one)
      return one
    },
    close: async () => {
      for (const one of [...listeners, client]) one.destroy()
    },
  }
}

const openCluster = async (settings: RedisSettings): Promise<Sender> => {
  const { socket, opened } = socketOf(settings)
  const cluster = quiet(
    createCluster({
      rootNodes: settings.nodes.map(({ host, port }) => ({ socket: { host, port } })),
      defaults: { ...optionsOf(settings), socket },
      RESP: 2,
      topologyRefreshOnReconnectionAttemptStrategy: 500,
    }),
  )
  await cluster.connect()
  opened()
  const listeners: Client[] = []
  const nodeClient = (master: (typeof cluster.masters)[number]): Promise<Client> =>
    cluster.nodeClient(master) as unknown as Promise<Client>
  return {
    isCluster: true,
    clientFor: (key) => cluster.getNodeClientForKey(key, false) as unknown as Promise<Client>,
    // The library looks where its slots are whenever a node says MOVED.
    lookAgain: async (key) => void (await cluster.sendCommand(key, false, ['EXISTS', key]).catch(() => {})),
    masters: () =>
      Promise.all(
        cluster.masters.map(async (master) => ({ name: master.address, client: await nodeClient(master) })),
      ),
    listener: async () => {
      const one = quiet((await nodeClient(cluster.masters[0]!)).duplicate()) as Client
      await one.connect()
      listeners.push(one)
      return one
    },
    close: async () => {
      for (const one of listeners) one.destroy()
      cluster.destroy()
    },
  }
}

export const connect = async (settings: RedisSettings): Promise<Redis> => {
  const where = settings.nodes.map(({ host, port }) => `${host}:${port}`).join(', ')
  let sender: Sender
  try {
    sender = await (settings.kind === 'cluster' ? openCluster(settings) : openSingle(settings))
  } catch (error) {
    throw faultOf(error, where, settings)
  }
  let closed = false
  const eras = createEras()
  const waits = createWaits()
  const patience = createPatience(() => performance.now())
  const placeOf = (key: string): string => (sender.isCluster ? slotOf(key) : '')
  const heard = createSilence(() => performance.now())
  const clientFor = async (key: string): Promise<Asked> => {
    const client = await sender.clientFor(key)
    eras.note(key, client)
    return heard(client)
  }

  /** Tries until it is done, or it can't be, or patience ends. */
  const patiently = async <T>(
    key: string,
    again: boolean,
    call: (client: Asked) => Promise<T>,
    wrote = true,
  ): Promise<T> => {
    const began = performance.now()
    let everLost = false
    for (let wait = 2; ; wait = Math.min(wait * 2, 100)) {
      if (closed) throw new StoreError('closed', `${where}: the store was closed.`)
      const tried = performance.now()
      try {
        const answer = await call(await clientFor(key))
        if (patience.isTroubled()) patience.went(placeOf(key), wrote)
        return answer
      } catch (error) {
        const lost = isLost(error)
        everLost ||= lost
        const isOver =
          !(lost || passes(error)) ||
          (lost && !again) ||
          patience.isOver(placeOf(key), refuses(error) ? 'refuses' : 'gone', began, tried)
        if (isOver && everLost)
          throw new StoreError('unsure', `${where}: the connection broke before the answer came.`, error)
        // It was connected: what the settings may lack is not it.
        if (isOver) throw faultOf(error, where)
        // Those who are asked may not know yet themselves.
        if (error instanceof Error && /^MOVED /.test(error.message)) await sender.lookAgain(key)
        await pause(wait)
      }
    }
  }

  const send = <T>(again: boolean, key: string, command: readonly string[]): Promise<T> =>
    patiently(key, again, (client) => client.sendCommand([...command]) as unknown as Promise<T>, !again)

  const run: Redis['run'] = (script, keys, args, again) => {
    const call = async (client: Asked) => {
      const rest = [`${keys.length}`, ...keys, ...args]
      try {
        return (await client.sendCommand(['EVALSHA', script.sha, ...rest])) as never
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
        return (await client.sendCommand(['EVAL', script.source, ...rest])) as never
      }
    }
    return patiently(keys[0]!, again === 'again', call, !script.reads)
  }

  return {
    isCluster: sender.isCluster,
    ask: (key, ...command) => send(false, key, command),
    read: (key, ...command) => send(true, key, command),
    run,
    runIn: (script, partition, level, args, again) => run(script, keysOf(partition, level), args, again),
    masters: async () =>
      (await sender.masters()).map(({ name, client }) => ({
        name,
        tell: async <T>(...command: string[]): Promise<T> => {
          try {
            return (await heard(client).sendCommand(command)) as T
          } catch (error) {
            throw faultOf(error, name, settings)
          }
        },
      })),
    era: eras.of,
    waitForReplicas: async (near, era, replicas, ms) => {
      const key = near.replace(/^(\{[^}]*\}).*$/s, '$1:waited')
      const isSame = (): boolean => eras.of(key) === era
      const confirm = async (client: Asked): Promise<number> => {
        if (!isSame()) return 0
        const reached = await waits.onOf(client, key, replicas, ms)
        await clientFor(key)
        return isSame() ? reached : 0
      }
      try {
        return await confirm(await clientFor(key))
      } catch (error) {
        // While its slot moves, a node takes no new keys of it.
        if (!(error instanceof Error && /^(ASK|TRYAGAIN) /.test(error.message))) return 0
        return patiently(key, true, confirm)
      }
    },
    publish: (channel, message) => {
      sender
        .clientFor(keyIn(0, 'meta'))
        .then((client) => client.sendCommand(['PUBLISH', channel, message]))
        // A hint that may be lost.
        .catch(() => {})
    },
    subscribe: async (channel, listener) => {
      const client = await sender.listener()
      await client.subscribe(channel, listener)
    },
    close: async () => {
      closed = true
      await sender.close()
    },
  }
}
