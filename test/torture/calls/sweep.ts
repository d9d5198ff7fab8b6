// Goes through an act call by call: the first system call that changes the disk is hit, then the second, and so on until
// the act ends without being hit. Knows the acts' folders, not what hits.
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from '../chance.ts'
import type { Size } from '../part.ts'
import { type Act, actOf } from './acts.ts'
import { type Shape, shapeOf } from './shape.ts'
import { CALLS, type Injection } from './strace.ts'

export type Base = {
  readonly act: Act
  readonly rules: string
  /** As it is before the act, and once it is done and was asked again. */
  readonly before: Shape
  readonly after: Shape
  /** A fresh copy of the prepared folder. */
  readonly copy: (name: string) => string
}

export const prepareAct = async (name: string, rules: string, at: string): Promise<Base> => {
  const act = actOf(name)
  const prepared = join(at, `${name}-prepared`)
  mkdirSync(prepared, { recursive: true })
  await act.prepare(prepared, rules)
  const copy = (to: string): string => {
    const folder = join(at, `${name}-${to}`)
    rmSync(folder, { recursive: true, force: true })
    cpSync(prepared, folder, { recursive: true })
    return folder
  }
  const before = shapeOf(copy('before'))
  const done = copy('after')
  for (let n = 0; n < 2; n++) await act.run(done, rules)
  return { act, rules, before, after: shapeOf(done), copy }
}

/** About so many calls each act makes; the short version draws from them. */
const CALLS_OF: Readonly<Record<string, number>> = { issue: 105, redeem: 35, approve: 105, erase: 100 }
const AT_LEAST = 24
const DRAWN = 2

/** No act has so many calls: it found no end. */
export const MOST = 2_000

/** Which calls are hit: all, one after another until the act ends before it is hit, or a few. */
export const wantedOf = (act: string, size: Size, chance: Chance): readonly number[] =>
  size === 'long'
    ? Array.from({ length: MOST }, (_, n) => n + 1)
    : Array.from({ length: DRAWN }, () => chance.between(1, CALLS_OF[act] ?? AT_LEAST))

/** One way through an act. */
export type Track = Pick<Injection, 'threads' | 'calls'> & {
  readonly name: string
  /** Only calls on these files of the folder; none: on all. */
  readonly files: readonly string[]
}

export const injectionOf = ({ threads, calls, files }: Track, folder: string) => ({
  ...{ threads, calls, paths: files.map((file) => join(folder, file)) },
})

/**
 * SQLite writes by pwrite64, the journal's files by write; a data file is written anew in a thread of its own, which
 * counts for itself: the first thread is gone through alone, then all of them.
 */
export const tracksOf = ({ act }: Base): readonly Track[] => {
  const main: Track = { name: 'main', threads: 'main', calls: CALLS, files: [] }
  if (act.name !== 'erase') return [main]
  const files = ['journal/2026-11.jsonl', 'journal/2026-11.jsonl.erasing']
  return [
    main,
    { name: 'threads', threads: 'all', calls: CALLS, files: [] },
    { name: 'files', threads: 'main', calls: 'write', files },
  ]
}
