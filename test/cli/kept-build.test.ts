// What `npm start` keeps of its sources runs only while they are the same: an edit runs at the next start, whatever was kept.
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { aFolder } from '../server-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const NODE = join(ROOT, 'node_modules/.bin/node')

it('is taken for the very same files, and for no others', () => {
  const { folder, remove } = aFolder()
  const root = join(folder, 'product')
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  for (const name of ['src', 'flows', 'locales', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(ROOT, name), join(root, name), { recursive: true })
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '.cache') symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name))
  const cache = join(root, 'node_modules/.cache/winback')
  const run = (...args: readonly string[]) =>
    execFileSync(NODE, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const found = () =>
    run(
      '--input-type=module',
      '-e',
      "console.log((await import('./src/cli/kept-build.js')).findBuild())",
    ).trim()
  const builds = () => readdirSync(cache).filter((name) => name !== 'sources.code')

  // What was written a moment ago, or later, may be edited again unseen: nothing is kept of it.
  const edited = join(root, 'src/cli/verbs.ts')
  utimesSync(edited, 4_000_000_000, 4_000_000_000)
  run('src/cli/keep-build.ts')
  expect(builds()).toEqual([])
  utimesSync(edited, 1_600_000_000, 1_600_000_000)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_500)
  run('src/cli/keep-build.ts')
  const first = found()
  expect(builds().map((name) => join(cache, name))).toEqual([first])
  expect(run('src/cli/npm-start.js', 'check')).toContain('flows')

  // An edit that leaves size and time as they were is one all the same.
  cpSync(join(ROOT, 'src/cli/verbs.ts'), edited)
  utimesSync(edited, 1_600_000_000, 1_600_000_000)
  expect(found()).toBe('null')
  appendFileSync(edited, "console.log('edited')\n")
  expect(run('src/cli/npm-start.js', 'check')).toContain('edited')

  for (const damage of ['', '{}', '{"files":{}}', 'null']) {
    writeFileSync(join(first, 'made-of.json'), damage)
    expect(found()).toBe('null')
  }
  rmSync(cache, { recursive: true })
  expect(found()).toBe('null')
  remove()
}, 240_000)
