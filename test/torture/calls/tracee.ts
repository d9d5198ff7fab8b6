// The process in which acts are done, from outside.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { CameOfIt, Wanted } from './act-process.ts'

export type Tracee = {
  readonly pid: number
  /** null: it died meanwhile. */
  readonly act: (wanted: Wanted) => Promise<CameOfIt | null>
  readonly isAlive: () => boolean
  readonly end: () => Promise<void>
}

export const startTracee = async (): Promise<Tracee> => {
  const child: ChildProcess = fork(join(import.meta.dirname, 'act-process.ts'), [], { execArgv: [] })
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended])
  const isAlive = () => child.exitCode === null && child.signalCode === null
  return {
    pid: child.pid!,
    isAlive,
    act: async (wanted) => {
      const answer = once(child, 'message') as Promise<[CameOfIt]>
      child.send(wanted, () => {})
      const [came] = (await Promise.race([answer, ended.then(() => [null] as const)])) as [CameOfIt | null]
      return came
    },
    end: async () => {
      if (isAlive()) child.kill('SIGKILL')
      await ended
    },
  }
}
