// Benchmarks that print tables of their own: run as a program, and what it says is the section.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Bench } from './bench.ts'

/** `program`: a file beside bench.ts; `args`: what it takes. Throws where it fails, with its last words. */
export const printed = (
  name: string,
  about: string,
  program: string,
  args: readonly string[] = [],
): Bench => ({
  name,
  about,
  run: async () => {
    const path = new URL(`../${program}`, import.meta.url).pathname
    const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      said += part
    })
    const [code] = (await once(child, 'close')) as [number | null]
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.slice(-500)}`)
    return { rows: [], lines: said.trimEnd().split('\n') }
  },
})
