// Starts a script as a process of its own, reads what it prints line by line, and never leaves it behind.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export type Process = {
  readonly pid: number
  /** What it printed so far. */
  readonly lines: readonly string[]
  /** Once it has printed so many lines. */
  readonly printed: (count: number) => Promise<void>
  readonly ended: Promise<number | null>
  readonly kill: () => void
}

export const startProcess = (script: string, args: readonly string[]): Process => {
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => {
    lines.push(line)
    for (const { count, resolve } of waiting) if (lines.length >= count) resolve()
  })
  const closed = new Promise((resolve) => output.on('close', resolve))
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', async (code) => {
      await closed
      resolve(code)
    })
  })
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  onTestFinished(async () => {
    kill()
    await ended
  })
  return {
    pid: child.pid!,
    lines,
    printed: (count) =>
      lines.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    ended,
    kill,
  }
}
