// The client process, from outside: started, looked after, told to come to an end.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress, Told } from './client.ts'

export type Client = {
  readonly acks: string
  /** Answers that must not be. */
  readonly faults: () => readonly string[]
  /** Everybody who is there goes to the end of their way; answers what it came to. */
  readonly finish: () => Promise<Progress>
  readonly kill: () => void
}

export const startLoad = async (
  folder: string,
  told: Omit<Told, 'acks' | 'faults' | 'from'> & { readonly from?: number },
): Promise<Client> => {
  const acks = join(folder, 'acks.jsonl')
  const faults = join(folder, 'faults.txt')
  const all: Told = { from: 0, ...told, acks, faults }
  const child: ChildProcess = fork(join(import.meta.dirname, 'client.ts'), [JSON.stringify(all)], {
    ...{ execArgv: [], detached: true },
  })
  await once(child, 'message')
  return {
    acks,
    faults: () => (existsSync(faults) ? readFileSync(faults, 'utf8').split('\n').filter(Boolean) : []),
    finish: async () => {
      const done = once(child, 'message') as Promise<[Progress]>
      const died = once(child, 'exit').then(() => null)
      child.send('end')
      const [progress] = (await Promise.race([done, died])) ?? []
      if (!progress) throw new Error('the client of the load died')
      return progress
    },
    kill: () => child.kill('SIGKILL'),
  }
}
