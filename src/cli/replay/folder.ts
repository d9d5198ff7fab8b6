// The data folder of a replay: whose it is, and where things stand in it. Without --data it lives as long as the run.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../../start/data-folder.ts'
import { ReplayProblem } from './problem.ts'

/** What makes a run the run it is; a folder goes on with the same only. */
export type Belongs = { readonly source: string; readonly seed: number; readonly rulebook: string }

export type ReplayFolder = {
  readonly path: string
  readonly kept: boolean
  readonly store: string
  /** A file that lives no longer than the run. */
  readonly staging: string
  readonly end: () => void
}

export const openFolder = (data: string | undefined): ReplayFolder => {
  const path = data ?? mkdtempSync(join(tmpdir(), 'winback-replay-'))
  const staging = join(path, 'staging.tmp')
  try {
    makeFolder(path)
  } catch (error) {
    throw new ReplayProblem(`${path} cannot be a data folder (${(error as { code?: string }).code})`)
  }
  return {
    path,
    kept: data !== undefined,
    store: join(path, 'winback.db'),
    staging,
    end: () => {
      if (data === undefined) rmSync(path, { recursive: true, force: true })
    },
  }
}

const DIFFERS: Readonly<Record<keyof Belongs, (was: string) => string>> = {
  source: (was) => `began with --from ${was}`,
  seed: (was) => `began with --seed ${was}`,
  rulebook: () => 'began under other flows',
}

const noteIn = (folder: ReplayFolder): string => join(folder.path, 'replay.json')

/** Refuses a folder that another run, or a shop, has begun. */
export const checkFolder = (folder: ReplayFolder, belongs: Belongs): void => {
  if (existsSync(noteIn(folder))) {
    const was = readNote(noteIn(folder))
    for (const key of ['source', 'seed', 'rulebook'] as const)
      if (was[key] !== belongs[key])
        throw new ReplayProblem(
          `The replay in ${folder.path} ${DIFFERS[key](String(was[key]))}; go on with the same, or take another folder`,
        )
  } else if (existsSync(folder.store))
    throw new ReplayProblem(`${folder.path} holds the data of a shop, not of a replay; take another folder`)
}

/** Notes whose it is, before anything is written into it. */
export const claimFolder = (folder: ReplayFolder, belongs: Belongs): void => {
  const note = noteIn(folder)
  if (existsSync(note)) return
  writeFileSync(`${note}.new`, `${JSON.stringify(belongs)}\n`)
  renameSync(`${note}.new`, note)
}

const readNote = (note: string): Partial<Belongs> => {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Partial<Belongs>
  } catch {
    throw new ReplayProblem(`${note} cannot be read; take another folder`)
  }
}
