// `npm run bench [-- NAME...] [--rounds N] [--size N] [--dry]`: each benchmark in turn, ours and a peer round by round; prints the tables and writes
// docs/BENCHMARKS.md. --dry and --size print only.
import { Command, InvalidArgumentError } from 'commander'
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
  events: async () => ({ bench: (await import('./printed.ts')).events }),
  sockets: async () => ({ bench: (await import('./printed.ts')).sockets }),
  timing: async () => ({ bench: (await import('./printed.ts')).timing }),
}

const ROUNDS = 7
const atLeastOne = (text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new InvalidArgumentError('a whole number from 1')
}

type Options = { readonly rounds: number; readonly size?: number; readonly dry?: boolean }

const program = new Command('npm run bench --')
  .description('Ours and a peer in turn, round by round; writes docs/BENCHMARKS.md.')
  .argument('[name...]', `of ${Object.keys(BENCHES).join(', ')}; all where none is named`)
  .option('--rounds <n>', 'how many of each', atLeastOne, ROUNDS)
  .option('--size <n>', 'with less than the goal asks for; writes nothing', atLeastOne)
  .option('--dry', 'writes nothing')
  .parse()
const { rounds, size, dry } = program.opts<Options>()
const positionals = program.args
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) program.error(`There is no ${unknown.join(', ')}: ${Object.keys(BENCHES).join(', ')}`)

const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
const on = `${machine()}; medians of ${rounds} rounds in turn with quartiles, ${new Date().toISOString().slice(0, 10)}`
console.log(on)
let failed = 0
for (const name of names) {
  const { bench } = await BENCHES[name]!()
  console.log(`\n${name}: ${bench.about}`)
  try {
    const told = await bench.run({ rounds, log: console.log, size: size ?? null })
    for (const line of [...tableOf(told.rows), ...(told.lines ?? []), ...(told.notes ?? [])])
      console.log(line)
    failed += told.rows.filter((row) => isMet(row) === false).length
    if (!dry && !size) writeSection(bench, told, on)
  } catch (error) {
    failed++
    console.error(`${name} could not be run: ${error instanceof Error ? error.message : error}`)
  }
}
process.exitCode = failed > 0 ? 1 : 0
