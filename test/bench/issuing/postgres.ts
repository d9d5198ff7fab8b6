// A PostgreSQL of its own in a folder of its own, durable as it comes (fsync, full sync on commit), under a user who is not
// root, which it refuses.
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const FOLDERS = [
  '/usr/lib/postgresql/15/bin',
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/local/bin',
  '/usr/local/pgsql/bin',
]

/** The folder of its programs; null: not installed. */
export const postgresFolder = (): string | null =>
  FOLDERS.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null

type Who = { readonly uid?: number; readonly gid?: number }

const idOf = (flag: '-u' | '-g', name: string): number =>
  Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())

/** Whom it runs as: where we are root, postgres or nobody. */
const runAs = (): Who => {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody'])
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // No such user here.
    }
  throw new Error('PostgreSQL refuses root, and there is no user postgres or nobody')
}

export type Postgres = { readonly host: string; readonly stop: () => Promise<void> }

/** Answers the folder of its socket. */
export const startPostgres = async (bin: string): Promise<Postgres> => {
  const who = runAs()
  const folder = mkdtempSync(join(tmpdir(), 'winback-postgres-'))
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid ?? who.uid)
  const data = join(folder, 'data')
  const quiet = { ...who, cwd: folder, stdio: 'ignore' as const }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync'], quiet)
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'fsync=on',
    'synchronous_commit=on',
  ]
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], quiet)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = performance.now() + 30_000
  while (!existsSync(join(folder, '.s.PGSQL.5432'))) {
    if (child.exitCode !== null || performance.now() > end) throw new Error('PostgreSQL did not come up')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    host: folder,
    stop: async () => {
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
