// System calls of a process that fail or kill it, by strace. Attached to a process that waits, so that its start counts
// for nothing; taken off again where it lives on.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Forbidden, Skip } from '../part.ts'

/** Calls that change what is on disk. `write` is everything's, and is injected into only where it goes to our files. */
export const CALLS =
  'pwrite64,pwritev,pwritev2,fsync,fdatasync,sync_file_range,ftruncate,truncate,rename,renameat,renameat2,unlink,unlinkat,fallocate'

export type Injection = {
  /** Such as `signal=KILL` or `error=ENOSPC`. */
  readonly what: string
  /** At which of the calls: `3`, or `3+` for that and all after it. */
  readonly when: string
  /** main: the process's first thread only. all: every thread, each counting for itself. */
  readonly threads: 'main' | 'all'
  readonly calls: string
  /** Only calls on these files. */
  readonly paths: readonly string[]
}

export type Attached = {
  /** How many calls were injected into so far. */
  readonly hits: () => number
  readonly detach: () => Promise<void>
}

export const needStrace = (): void => {
  const found = spawnSync('strace', ['-V'])
  if (found.error) throw new Skip('strace is not on this machine')
  const tried = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'])
  if (tried.status !== 0) throw new Forbidden('strace may not trace on this machine')
}

export const attach = async (
  pid: number,
  log: string,
  { what, when, threads, calls, paths }: Injection,
): Promise<Attached> => {
  const args = [
    ...(threads === 'all' ? ['-f'] : []),
    ...['-o', log, '-p', String(pid), '-e', `trace=${calls}`, '-e', `inject=${calls}:${what}:when=${when}`],
    ...paths.flatMap((path) => ['-P', path]),
  ]
  const strace: ChildProcess = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(strace, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    strace.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (/attached/.test(said)) resolve()
    })
    void ended.then(() => reject(new Error(`strace ended: ${said}`)))
  })
  return {
    hits: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('(INJECTED)')).length,
    detach: async () => {
      if (strace.exitCode === null) strace.kill('SIGTERM')
      await ended
    },
  }
}
