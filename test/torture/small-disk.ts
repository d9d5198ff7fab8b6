// A disk of a few megabytes that can be filled: a tmpfs in a mount namespace of its own, which a sleeping process keeps.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Forbidden } from './part.ts'

export type SmallDisk = {
  /** What a command is run by that is to see this disk. */
  readonly before: readonly string[]
  /** The same folder, as everybody else sees it. */
  readonly outside: string
  readonly fill: () => void
  readonly free: () => void
  readonly end: () => Promise<void>
}

export const openSmallDisk = async (at: string, megabytes: number): Promise<SmallDisk> => {
  mkdirSync(at, { recursive: true })
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=700 tmpfs "$1" && echo mounted && exec sleep 86400`
  const keeper = spawn('unshare', ['-m', 'sh', '-c', mount, 'sh', at], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = Promise.race([once(keeper, 'exit'), once(keeper, 'error')])
  const onExit = () => keeper.kill('SIGKILL')
  process.once('exit', onExit)
  let said = ''
  keeper.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const isMounted = await Promise.race([
    once(keeper.stdout, 'data').then(() => true),
    ended.then(() => false),
  ])
  if (!isMounted) throw new Forbidden(`no small disk can be made on this machine: ${said.trim()}`)
  const outside = join(`/proc/${keeper.pid}/root`, at)
  const filler = join(outside, 'filler')
  return {
    before: ['nsenter', '-t', String(keeper.pid), '-m', '--'],
    outside,
    fill: () => {
      for (const bytes of [1024 * 1024, 4096, 1])
        for (;;) {
          try {
            writeFileSync(filler, Buffer.alloc(bytes), { flag: 'a' })
          } catch {
            break
          }
        }
    },
    free: () => rmSync(filler, { force: true }),
    end: async () => {
      process.off('exit', onExit)
      keeper.kill('SIGKILL')
      await ended
    },
  }
}
