// The real product as a process of its own: `winback start` on a free port, with a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { KEYS } from './keys.ts'
import { newFolder } from './server.ts'

const ROOT = resolve(import.meta.dirname, '..')
const NODE = join(ROOT, 'node_modules/.bin/node')

export { KEYS } from './keys.ts'

export type ServerProcess = {
  readonly url: string
  readonly child: ChildProcess
  /** What it wrote to standard error so far. */
  readonly log: () => string
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>
}

export const aFolder = (): { readonly folder: string; readonly remove: () => void } => {
  const folder = newFolder()
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export const envOf = (folder: string, more: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env.PATH ?? '',
  PORT: '0',
  WINBACK_DATA: join(folder, 'data'),
  WINBACK_FLOWS: join(folder, 'flows'),
  WINBACK_LOCALES: join(folder, 'locales'),
  WINBACK_KEY_FILE: join(folder, 'key'),
  WINBACK_PAGE_KEY: KEYS.page,
  WINBACK_SECRET_KEY: KEYS.secret,
  WINBACK_AGENTS: 'olena:correct horse',
  ...more,
})

/** Runs it without waiting until it serves. `shell`: what runs before it in the same process. */
export const runServer = (
  folder: string,
  more: Readonly<Record<string, string>> = {},
  shell?: string,
): ChildProcess => {
  const args = [join(ROOT, 'src/cli/winback.ts'), 'start']
  const options = { cwd: folder, env: envOf(folder, more), stdio: ['ignore', 'pipe', 'pipe'] as const }
  if (shell === undefined) return spawn(NODE, args, { ...options, stdio: [...options.stdio] })
  const whole = `${shell}; exec "$0" "$@"`
  return spawn('bash', ['-c', whole, NODE, ...args], { ...options, stdio: [...options.stdio] })
}

export const startProcess = async (
  folder: string,
  more: Readonly<Record<string, string>> = {},
  shell?: string,
): Promise<ServerProcess> => {
  const child = runServer(folder, more, shell)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let log = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /API\s+(http:\/\/\S+)\/v1/.exec(said)
      if (found) resolve(found[1]!)
    })
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${log}`)))
  })
  return { url, child, log: () => log, ended }
}
