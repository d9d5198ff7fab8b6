// What an earlier start has built of these very sources, below node_modules/.cache/winback. It is taken only while every file it
// was made of is the one it was (inode, size, times); else the sources run. Plain JavaScript: to load
// what takes types out costs a quarter of a bare start. Knows not how it is built (keep-build.ts).
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

export const KEPT = join(ROOT, 'node_modules/.cache/winback')

/** What else decides what runs: which packages there are, and how they are told apart. */
export const BESIDE = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
]

/** @param {string} path from the product's folder @returns {string} what changes with every change of a file; empty where there is none */
export const stampOf = (path) => {
  const found = statSync(`${ROOT}/${path}`, { throwIfNoEntry: false })
  return found ? `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}` : ''
}

/** @param {string} folder @returns {boolean} */
const isOfNow = (folder) => {
  try {
    const { node, root, files } = JSON.parse(readFileSync(join(folder, 'made-of.json'), 'utf8'))
    if (node !== process.version || root !== ROOT || Object.keys(files).length === 0) return false
    for (const path in files) if (stampOf(path) !== files[path]) return false
    return true
  } catch {
    return false
  }
}

/** @returns {string | null} the folder of the build that may run */
export const findBuild = () => {
  try {
    const names = readdirSync(KEPT).filter((name) => !name.includes('.'))
    return names.map((name) => join(KEPT, name)).find(isOfNow) ?? null
  } catch {
    return null
  }
}

/** @param {string} folder Says that this process runs from it, so that nobody takes it away meanwhile. */
export const useBuild = (folder) => {
  const mark = join(folder, `used-by-${process.pid}`)
  try {
    writeFileSync(mark, '')
    process.on('exit', () => rmSync(mark, { force: true }))
  } catch {
    // A folder that cannot be written is not taken away either.
  }
}
