// A small network of its own: a bridge, and behind each of its ports a network namespace, so that a server in there can be
// cut off from all, or from some. Needs root and `ip`; goes away with the process that made it. Knows no Redis.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

export type Port = {
  readonly host: string
  /** What starts a command in there. */
  readonly through: readonly string[]
  /** Nobody reaches it, and it reaches nobody. Nothing is refused: it is silent. */
  readonly cut: () => void
  /** The same between it and these only. */
  readonly cutFrom: (hosts: readonly string[]) => void
  readonly heal: () => void
}

export type Network = { readonly ports: readonly Port[]; readonly close: () => Promise<void> }

const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] })

/** Ends its namespace, or what `last` names, when the pipe to it closes, however that comes. */
const holder = async (command: string, args: readonly string[]): Promise<ChildProcess> => {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  await once(child.stdout!, 'data')
  child.unref()
  for (const pipe of [child.stdin, child.stdout] as unknown as { unref: () => void }[]) pipe.unref()
  return child
}

/** Can there be one here? */
export const canCut = (): boolean => {
  if (process.getuid?.() !== 0) return false
  try {
    execFileSync('unshare', ['-n', 'ip', 'link', 'add', 'wb0', 'type', 'bridge'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** `number`: from 1 to 250, its network is 198.18.<number>.0/24 (kept for tests by RFC 2544). */
export const openNetwork = async (count: number, number: number): Promise<Network> => {
  const bridge = `wb${process.pid % 100_000}x${number}`
  const address = (n: number): string => `198.18.${number}.${n + 10}`
  ip('link', 'add', bridge, 'type', 'bridge')
  const holders = [await holder('sh', ['-c', `echo up; read -r _; ip link del ${bridge}`])]
  ip('addr', 'add', `198.18.${number}.1/24`, 'dev', bridge)
  ip('link', 'set', bridge, 'up')
  const ports: Port[] = []
  for (let n = 0; n < count; n++) {
    const keeper = await holder('unshare', ['-n', 'sh', '-c', 'echo up; read -r _'])
    holders.push(keeper)
    const [outside, inside] = [`${bridge}${'abcdefghij'[n]}`, ['nsenter', '-t', `${keeper.pid}`, '-n']]
    const within = (...args: string[]): void =>
      void execFileSync(inside[0]!, [...inside.slice(1), 'ip', ...args], { stdio: 'ignore' })
    ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `${keeper.pid}`)
    ip('link', 'set', outside, 'master', bridge, 'up')
    within('addr', 'add', `${address(n)}/24`, 'dev', 'eth0')
    for (const link of ['lo', 'eth0']) within('link', 'set', link, 'up')
    const silent = new Set<string>()
    ports.push({
      host: address(n),
      through: inside,
      cut: () => ip('link', 'set', outside, 'down'),
      cutFrom: (hosts) => {
        for (const host of hosts) {
          within('route', 'add', 'blackhole', `${host}/32`)
          silent.add(host)
        }
      },
      heal: () => {
        ip('link', 'set', outside, 'up')
        for (const host of silent) within('route', 'del', 'blackhole', `${host}/32`)
        silent.clear()
      },
    })
  }
  return {
    ports,
    close: async () => {
      for (const one of holders.reverse()) {
        const ended = once(one, 'exit')
        one.ref()
        one.stdin!.end()
        await ended
      }
    },
  }
}
