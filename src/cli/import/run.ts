// One import from file to figures: the whole file is read first, so that a broken one changes nothing; then what it
// says is carried out, many rows at once. Knows neither items nor orders nor shoppers.
import { setImmediate } from 'node:timers/promises'
import { plainName } from '../../core/goods/item-names.ts'
import type { Progress } from '../replay/progress.ts'
import { type Format, readerOf } from './format.ts'
import { openText } from './open-text.ts'
import type { Place } from './place.ts'
import { ImportProblem, ImportStopped } from './problem.ts'
import type { Report } from './report.ts'
import type { Row, RowReader } from './row.ts'
import type { Shop } from './shop.ts'

export type Run = {
  readonly place: Place
  readonly shop: Shop
  readonly report: Report
  readonly progress: Progress
  readonly isStopped: () => boolean
  readonly dry: boolean
  /** The column that holds the id, where the user names it; plain. */
  readonly id: string | undefined
}

/** What an import of one kind does with rows. */
export type Work = {
  /** May it come as a feed in XML? */
  readonly xml: boolean
  /** Before the first row is taken; throws where the columns are not those of such a file. */
  readonly begin: (reader: RowReader) => void
  /** Takes one row in, or refuses it. */
  readonly take: (row: Row) => void
  /** After the last row, before anything is written. */
  readonly ready?: () => Promise<void>
  /** How many pieces `carryOut` has. */
  readonly size: () => number
  readonly carryOut: (onDone: (done: number) => void) => Promise<void>
  readonly close: () => void
}

export type ReadFile = {
  readonly file: string
  readonly format: Format | undefined
  readonly encoding: string | undefined
}

export type Carried = {
  readonly columns: readonly string[] | null
  /** How the file was read, in words. */
  readonly about: string
  readonly finished: boolean
}

/** Throws an ImportStopped where it was stopped before anything was written. */
export const runImport = async (run: Run, work: Work, from: ReadFile): Promise<Carried> => {
  const { progress, report, isStopped, dry } = run
  try {
    progress.phase('reading', 100)
    const opened = await openText(from.file, from.encoding, (read, all) => {
      progress.at(all > 0 ? Math.floor((read / all) * 100) : 0, `${report.counts().read} rows`)
    })
    const reader = readerOf(opened.beginning, opened.name, from.format, work.xml)
    let begun = false
    const takeAll = (rows: readonly Row[]): void => {
      if (!begun && rows.length > 0) work.begin(reader)
      begun ||= rows.length > 0
      for (const row of rows) {
        report.count('read')
        work.take(row)
      }
    }
    for await (const piece of opened.pieces()) {
      takeAll(reader.write(piece))
      // Lets a signal through.
      await setImmediate()
      if (isStopped()) throw new ImportStopped()
    }
    takeAll(reader.end())
    if (report.counts().read === 0) throw new ImportProblem(`${opened.name} holds no rows`)
    await work.ready?.()
    progress.phase(dry ? 'comparing' : 'importing', work.size())
    await work.carryOut((done) => progress.at(done))
    const { label, guessed } = opened.encoding
    const about = `${reader.about()}, ${label}${guessed ? ' (as it seems; --encoding says otherwise)' : ''}`
    return { columns: reader.columns(), about, finished: !isStopped() }
  } finally {
    progress.end()
    work.close()
  }
}

/** So many at once: commits that arrive together are gathered, and a server beside us still gets its turn. */
const AT_ONCE = 256

/** Carries out `each` for all of `pieces`, many at once; ends early where it is stopped, with nothing half done. */
export const inParallel = async <T>(
  pieces: Iterable<T>,
  isStopped: () => boolean,
  each: (piece: T) => Promise<void>,
  onDone: (done: number) => void,
): Promise<void> => {
  const iterator = pieces[Symbol.iterator]()
  let done = 0
  const lane = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done && !isStopped(); next = iterator.next()) {
      await each(next.value)
      onDone(++done)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  iterator.return?.()
}

/** Throws where the header names none of `names`, in words that say what there is. */
export const needColumn = (
  columns: readonly string[] | null,
  what: string,
  names: readonly string[],
  chosen?: string,
): void => {
  if (!columns) return
  const there = new Set(columns.map(plainName))
  if ((chosen ? [chosen] : names).some((name) => there.has(name))) return
  const named = columns.join(', ').slice(0, 300)
  throw new ImportProblem(
    chosen
      ? `There is no column "${chosen}"; the first line names: ${named}`
      : `The first line must name the columns, and names none for ${what} (such as ${names.slice(0, 4).join(', ')}); it says: ${named}`,
  )
}
