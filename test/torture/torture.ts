// The tortures by hand: npm run torture -- [NAME...] [--seed N] [--size short|long]. Ends with a line a part, and with 1
// where one failed.
import { randomInt } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Size, Torture } from './part.ts'
import { PARTS } from './parts.ts'
import { type Ran, runPart } from './run-part.ts'

type Options = {
  readonly seed?: number
  readonly size: Size
  readonly keep?: string
  readonly list?: true
}

const readSeed = (text: string): number => {
  const seed = Number(text)
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return seed
  throw new InvalidArgumentError('a whole number from 0 to 2147483647')
}

const figuresOf = ({ figures }: Ran): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? value.toLocaleString('en') : value}`)
    .join(', ')

const lineOf = (ran: Ran): string => {
  const state = ran.skipped !== null ? 'skipped' : ran.wrong.length > 0 ? 'FAILED' : 'passed'
  const more = ran.skipped ?? figuresOf(ran)
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
  .option('--list', 'say which parts there are')
  .action(async (names: readonly string[], { seed = randomInt(2 ** 31), size, keep, list }: Options) => {
    if (list) {
      for (const { name, about } of PARTS) console.log(`${name.padEnd(14)}${about}`)
      return
    }
    const parts = pick(names)
    console.log(
      `seed ${seed}; again: npm run torture -- ${parts.map(({ name }) => name).join(' ')} --size ${size} --seed ${seed}`,
    )
    const done: Ran[] = []
    for (const part of parts) {
      console.log(`${part.name}: ${part.about}`)
      const ran = await runPart(part, { seed, size, log: (line) => console.log(`  ${line}`) }, keep)
      for (const wrong of ran.wrong.slice(0, 20)) console.log(`  WRONG: ${wrong}`)
      done.push(ran)
    }
    console.log(['', ...done.map(lineOf)].join('\n'))
    process.exitCode = done.some(({ wrong }) => wrong.length > 0) ? 1 : 0
  })

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof InvalidArgumentError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
