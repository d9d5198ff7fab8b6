// A server of the tortured shop: `winback start` as a process of its own, on a port that stays the same over its deaths.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { KEYS } from '../keys.ts'
import { AGENT } from './load/agent.ts'

const ROOT = resolve(import.meta.dirname, '../..')
export const NODE = join(ROOT, 'node_modules/.bin/node')
export const WINBACK = join(ROOT, 'src/cli/winback.ts')

export type Server = {
  readonly pid: number
  /** Once it says that it is ready; false where it ended before. */
  readonly ready: Promise<boolean>
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** What a server or a verb of the shop in `folder` is started with. */
export const envOf = (
  folder: string,
  more: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  PATH: process.env.PATH ?? '',
  HOST: '127.0.0.1',
  WINBACK_STOREFRONT: 'api',
  WINBACK_FLOWS: join(folder, 'flows'),
  WINBACK_LOCALES: join(folder, 'locales'),
  WINBACK_KEY_FILE: join(folder, 'key'),
  WINBACK_PAGE_KEY: KEYS.page,
  WINBACK_SECRET_KEY: KEYS.secret,
  WINBACK_AGENTS: `${AGENT.name}:${AGENT.password}`,
  WINBACK_LOG: 'warn',
  ...more,
})

const running = new Set<ChildProcess>()
// Whoever ends the torture ends what it started.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** What it writes goes to `server.log` in the folder. `before`: a command that it is run by, such as strace. */
export const startServer = (
  folder: string,
  port: number,
  env: Readonly<Record<string, string>>,
  before: readonly string[] = [],
): Server => {
  const [command = NODE, ...args] = [...before, NODE, WINBACK, 'start']
  const child = spawn(command, args, {
    // In a group of its own: Ctrl-C is for whoever runs the torture.
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    env: envOf(folder, { PORT: String(port), ...env }),
  })
  running.add(child)
  const log = join(folder, 'server.log')
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  let said = ''
  const isReady = new Promise<boolean>((resolve) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (/API\s+http/.test(said)) resolve(true)
    })
    void ended.then(() => resolve(false))
  })
  child.stderr!.on('data', (text: Buffer) => appendFileSync(log, text))
  return {
    pid: child.pid!,
    ready: isReady,
    ended,
    kill: async (signal) => {
      child.kill(signal)
      await ended
    },
  }
}
