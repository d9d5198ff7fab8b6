// Builds the sources for the next `npm start`, beside the server and after it is ready. Nothing is kept that was edited while it
// was built, or so shortly before that a clock could not tell; what cannot be written is left. Silent: nothing hangs on it.
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { setPriority } from 'node:os'
import { join, resolve } from 'node:path'
import { bundle } from './build.ts'
import { BESIDE, findBuild, KEPT, stampOf } from './kept-build.js'

const ROOT = resolve(import.meta.dirname, '../..')
/** An edit right after another may leave size and times as they are, ms. */
const SETTLED = 2_000
/** Builds that are kept beside those that somebody runs from. */
const MOST = 2

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const isUsed = (folder: string): boolean =>
  readdirSync(folder).some((name) => name.startsWith('used-by-') && isAlive(Number(name.slice(8))))

/** The oldest go, but none that a process runs from; also what an ended build has left. */
const clear = (): void => {
  const folders = readdirSync(KEPT)
    .filter((name) => name !== 'sources.code')
    .map((name) => ({ name, path: join(KEPT, name), made: statSync(join(KEPT, name)).mtimeMs }))
  const half = folders.filter(({ name }) => name.includes('.') && !isAlive(Number(name.split('.')[1])))
  const whole = folders.filter(({ name }) => !name.includes('.')).toSorted((a, b) => b.made - a.made)
  const old = whole.slice(MOST).filter(({ path }) => !isUsed(path))
  for (const { path } of [...half, ...old]) rmSync(path, { recursive: true, force: true })
}

/** What says which file of a package is meant. */
const manifestsOf = (paths: readonly string[]): readonly string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const [, folder] = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? []
      return folder ? [`${folder}/package.json`] : []
    }),
  ),
]

/** Every file with what tells it apart now. */
const stamps = (paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, stampOf(path)]))

const isSettled = (paths: readonly string[], began: number): boolean =>
  paths.every((path) => {
    const found = statSync(join(ROOT, path), { throwIfNoEntry: false })
    return !found || Math.max(found.mtimeMs, found.ctimeMs) < began - SETTLED
  })

/** Answers the folder; null where one is there already, or nothing may be kept. Throws where nothing can be written. */
export const keepBuild = async (): Promise<string | null> => {
  if (findBuild() !== null) return null
  mkdirSync(KEPT, { recursive: true })
  accessSync(KEPT, constants.W_OK)
  clear()
  const began = Date.now()
  const id = createHash('sha256').update(`${began} ${process.pid} ${ROOT}`).digest('hex').slice(0, 16)
  const fresh = join(KEPT, `${id}.${process.pid}`)
  mkdirSync(fresh)
  try {
    const made = await bundle(fresh, id)
    const paths = [...made, ...BESIDE, ...manifestsOf(made)]
    const files = stamps(paths)
    // In this order: what is edited from here on has another stamp, what was edited before is not settled.
    if (!isSettled(paths, began)) return null
    writeFileSync(join(fresh, 'made-of.json'), JSON.stringify({ node: process.version, root: ROOT, files }))
    renameSync(fresh, join(KEPT, id))
    return join(KEPT, id)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

if (import.meta.main)
  try {
    setPriority(19)
    await keepBuild()
  } catch {
    // The next start runs from the sources, as this one did.
  }
