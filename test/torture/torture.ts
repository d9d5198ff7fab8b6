// The tortures by hand: npm run torture -- [NAME...] [--seed N] [--size short|long]. Ends with a line a part, and with 1
// where one failed. Ctrl-C, or --minutes, ends it early: the part under way comes to its end and says how far it got.
import { randomInt } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Size, Torture } from './part.ts'
import { PARTS } from './parts.ts'
import { type Ran, runPart } from './run-part.ts'

type Options = {
  readonly seed?: number
  readonly size: Size
  readonly keep?: string
  readonly minutes?: number
  readonly list?: true
}

const readSeed = (text: string): number => {
  const seed = Number(text)
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return seed
  throw new InvalidArgumentError('a whole number from 0 to 2147483647')
}

const readMinutes = (text: string): number => {
  const minutes = Number(text)
  if (minutes > 0 && minutes <= 10_000) return minutes
  throw new InvalidArgumentError('a number of minutes, such as 30 or 0.5')
}

/** Set by Ctrl-C, or when the minutes are over. */
let isOver = false
let endsAt = Number.POSITIVE_INFINITY
const over = (): boolean => isOver || performance.now() > endsAt

const figuresOf = ({ figures }: Ran): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toLocaleString('en') : value}`)
    .join(', ')

const lineOf = (ran: Ran): string => {
  const passed = ran.soFar === undefined ? 'passed' : 'so far'
  const state = ran.skipped !== null ? 'skipped' : ran.wrong.length > 0 ? 'FAILED' : passed
  const more = ran.skipped ?? [...(ran.soFar === undefined ? [] : [ran.soFar]), figuresOf(ran)].join(': ')
  const kept = ran.kept === null ? '' : `; evidence in ${ran.kept}`
  return `${state.padEnd(8)}${ran.name.padEnd(14)}${ran.seconds.toFixed(1).padStart(8)} s  ${more}${kept}`
}

const pick = (names: readonly string[]): readonly Torture[] => {
  if (names.length === 0) return PARTS
  return names.map((name) => {
    const part = PARTS.find((one) => one.name === name)
    if (part) return part
    throw new InvalidArgumentError(
      `there is no ${name}; there are ${PARTS.map((one) => one.name).join(', ')}`,
    )
  })
}

const program = new Command('npm run torture --')
  .description('Breaks Winback on purpose, for long, and looks whether it kept its promises.')
  .argument('[name...]', 'which parts; all where none is named')
  .option('--seed <n>', 'do again what a run of this seed did', readSeed)
  .addOption(new Option('--size <size>', 'how much of it').choices(['short', 'long']).default('long'))
  .option('--keep <folder>', 'where to leave the evidence of what failed; else the temporary folder')
  .option('--minutes <n>', 'come to an end after so long, with the figures so far', readMinutes)
  .option('--list', 'say which parts there are')
  .action(
    async (names: readonly string[], { seed = randomInt(2 ** 31), size, keep, minutes, list }: Options) => {
      if (list) {
        for (const { name, about } of PARTS) console.log(`${name.padEnd(14)}${about}`)
        return
      }
      const parts = pick(names)
      if (minutes !== undefined) endsAt = performance.now() + minutes * 60_000
      console.log(
        `seed ${seed}; again: npm run torture -- ${parts.map(({ name }) => name).join(' ')} --size ${size} --seed ${seed}`,
      )
      const done: Ran[] = []
      for (const part of parts) {
        if (over()) break
        console.log(`${part.name}: ${part.about}`)
        const ran = await runPart(
          part,
          { seed, size, log: (line) => console.log(`  ${line}`), isOver: over },
          keep,
        )
        for (const wrong of ran.wrong.slice(0, 20)) console.log(`  WRONG: ${wrong}`)
        done.push(ran)
      }
      const left = parts.slice(done.length).map(({ name }) => `${'not run'.padEnd(8)}${name}`)
      console.log(['', ...done.map(lineOf), ...left].join('\n'))
      process.exitCode = done.some(({ wrong }) => wrong.length > 0) ? 1 : 0
    },
  )

// Whatever the parts have started ends with this process.
process.on('SIGTERM', () => process.exit(1))
process.on('SIGINT', () => {
  if (isOver) process.exit(1)
  isOver = true
  console.log('\ncoming to an end, with a last look at what is there; once more ends it at once')
})
try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof InvalidArgumentError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
