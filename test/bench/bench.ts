// `npm run bench [-- NAME...] [--rounds N] [--size N] [--dry]`: each benchmark in turn, ours and a peer round by round; prints the tables and writes
// docs/BENCHMARKS.md. --dry and --size print only.
import { parseArgs } from 'node:util'
import type { Bench } from './run/bench.ts'
import { writeSection } from './run/document.ts'
import { machine } from './run/machine.ts'
import { isMet, tableOf } from './run/table.ts'

const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  dialog: () => import('./dialog.ts'),
  webhook: () => import('./webhook.ts'),
  issuing: () => import('./issuing.ts'),
  'issuing-redis': () => import('./issuing-redis.ts'),
  timers: () => import('./timers.ts'),
  codes: () => import('./codes.ts'),
  start: () => import('./start.ts'),
  understand: async () => ({ bench: (await import('./printed.ts')).understand }),
  track: async () => ({ bench: (await import('./printed.ts')).track }),
  report: async () => ({ bench: (await import('./printed.ts')).report }),
  timing: async () => ({ bench: (await import('./printed.ts')).timing }),
}

const ROUNDS = 7
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, size: { type: 'string' }, dry: { type: 'boolean' } },
})
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name))
const rounds = Number(values.rounds ?? ROUNDS)
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`npm run bench -- [${Object.keys(BENCHES).join(' | ')}]... [--rounds N] [--size N] [--dry]`)
  process.exit(2)
}

const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
const on = `${machine()}; medians of ${rounds} rounds in turn with quartiles, ${new Date().toISOString().slice(0, 10)}`
console.log(on)
let failed = 0
for (const name of names) {
  const { bench } = await BENCHES[name]!()
  console.log(`\n${name}: ${bench.about}`)
  try {
    const told = await bench.run({ rounds, log: console.log, size: values.size ? Number(values.size) : null })
    for (const line of [...tableOf(told.rows), ...(told.lines ?? []), ...(told.notes ?? [])])
      console.log(line)
    failed += told.rows.filter((row) => isMet(row) === false).length
    if (!values.dry && !values.size) writeSection(bench, told, on)
  } catch (error) {
    failed++
    console.error(`${name} could not be run: ${error instanceof Error ? error.message : error}`)
  }
}
process.exitCode = failed > 0 ? 1 : 0
