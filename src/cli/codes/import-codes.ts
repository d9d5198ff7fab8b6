// Codes of a file into a pool: the whole file is read first, so that a broken one changes nothing; sealed before
// anything is written. What is refused is said line by line.
import { setImmediate } from 'node:timers/promises'
import { readCode } from '../../core/codes/code-reading.ts'
import { plainCode } from '../../core/codes/plain-code.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { PoolCode } from '../../ports/pools.ts'
import type { Seal } from '../../ports/seal.ts'
import type { Store } from '../../ports/store.ts'
import { codeClaim } from '../../runtime/code-lookup.ts'
import { poolHmacs, sealForPool } from '../../runtime/pool-codes.ts'
import { sharedOffer } from '../../runtime/shared-codes.ts'
import { openText } from '../import/open-text.ts'
import { ImportProblem, ImportStopped } from '../import/problem.ts'
import type { Report } from '../import/report.ts'
import type { Progress } from '../replay/progress.ts'
import { againstCode, type CodeLine, createCodeLines } from './read-codes.ts'

export type CodesRun = {
  readonly store: Store
  readonly seal: Seal
  readonly rulebook: Rulebook
  readonly report: Report
  readonly progress: Progress
  readonly isStopped: () => boolean
  readonly dry: boolean
  readonly pool: string
  /** When they end, ms since 1970; null: they don't. */
  readonly ends: number | null
}

const AT_ONCE = 500

const row = ({ line }: CodeLine) => ({ line, fields: {} })

/** Codes of the file that may be taken, each once. */
const readFile = async (
  run: CodesRun,
  file: string,
  encoding: string | undefined,
): Promise<readonly CodeLine[]> => {
  const { report, progress, isStopped } = run
  progress.phase('reading', 100)
  const opened = await openText(file, encoding, (read, all) => {
    progress.at(all > 0 ? Math.floor((read / all) * 100) : 0, `${report.counts().read} codes`)
  })
  const lines = createCodeLines()
  const first = new Map<string, number>()
  const taken: CodeLine[] = []
  const take = (one: CodeLine): void => {
    report.count('read')
    const plain = plainCode(one.text)
    const before = first.get(plain)
    const why = againstCode(one.text) ?? (before && `it stands in line ${before} already`)
    if (why) return report.refuse([row(one)], '', why)
    first.set(plain, one.line)
    taken.push(one)
  }
  for await (const piece of opened.pieces()) {
    lines.write(piece).forEach(take)
    await setImmediate()
    if (isStopped()) throw new ImportStopped()
  }
  lines.end().forEach(take)
  if (report.counts().read === 0) throw new ImportProblem(`${opened.name} holds no codes`)
  return taken
}

/** What the shop has out already under such a text, in words; null: nothing. */
const standing = async ({ store, seal, rulebook }: CodesRun, lines: readonly CodeLine[]) => {
  const read = lines.map(({ text }) => readCode(text, rulebook.shop.code_prefix))
  // By whichever key it was made, where the key is being changed.
  const keys = read.flat().flatMap((code) => seal.hmacs('code', code).map((hmac) => [code, hmac] as const))
  const owners = await store.owners(keys.map(([, hmac]) => codeClaim(hmac)))
  const taken = new Set(keys.flatMap(([code], i) => (owners[i] !== null ? [code] : [])))
  return lines.map(({ text }, i) => {
    if (read[i]!.some((code) => taken.has(code))) return 'a shopper has it already'
    const offer = sharedOffer(rulebook, plainCode(text))
    return offer ? `it is everybody's code of the offer ${offer.name}` : null
  })
}

/** The pool that each lies in already, by whichever key it came in. */
const poolsOf = async ({ store, seal }: CodesRun, lines: readonly CodeLine[]) => {
  const asked = lines.flatMap((one) => poolHmacs(seal, one.text).map((hmac) => [one, hmac] as const))
  const found = await store.pools.find(asked.map(([, hmac]) => hmac))
  return new Map(asked.flatMap(([one], i) => (found[i] ? [[one, found[i].pool] as const] : [])))
}

const takeBatch = async (run: CodesRun, lines: readonly CodeLine[]): Promise<void> => {
  const { store, seal, report, dry, pool, ends } = run
  const against = await standing(run, lines)
  const free = lines.filter((_, i) => against[i] === null)
  for (const [i, one] of lines.entries()) if (against[i]) report.refuse([row(one)], '', against[i]!)
  const places = await poolsOf(run, free)
  const codes: PoolCode[] = free
    .filter((one) => !places.has(one))
    .map(({ text }) => sealForPool(seal, text, ends))
  const added = dry ? [] : [...(await store.pools.add(pool, codes))]
  for (const one of free) {
    const other = places.get(one) ?? added.shift()
    if (other === pool) report.count('unchanged')
    else if (other) report.refuse([row(one)], '', `it is in the pool ${other} already`)
    else report.count('added')
  }
}

/** Answers whether all was carried out; stopped in between, the same command goes on. */
export const importCodes = async (
  run: CodesRun,
  file: string,
  encoding: string | undefined,
): Promise<boolean> => {
  const { progress, isStopped } = run
  try {
    const lines = await readFile(run, file, encoding)
    progress.phase(run.dry ? 'comparing' : 'importing', lines.length)
    for (let at = 0; at < lines.length && !isStopped(); at += AT_ONCE) {
      await takeBatch(run, lines.slice(at, at + AT_ONCE))
      progress.at(Math.min(lines.length, at + AT_ONCE))
    }
    return !isStopped()
  } finally {
    progress.end()
  }
}
