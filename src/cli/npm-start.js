// The way in of `npm start`: what an earlier start has built of these very sources, or the sources. Where it was the sources,
// they are built in the background once the server is ready, for the next start. NODE_DISABLE_COMPILE_CACHE=1 turns all that off.
import { spawn } from 'node:child_process'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findBuild, KEPT, useBuild } from './kept-build.js'

/** Whoever waits for the server goes first, ms. */
const QUIET = 3_000

const isOff = Boolean(process.env.NODE_DISABLE_COMPILE_CACHE)
const built = isOff ? null : findBuild()
// Beside what is built, since /tmp is often emptied; where that cannot be, wherever Node keeps it.
const { FAILED } = (await import('node:module')).constants.compileCacheStatus
const code = join(built ?? KEPT, built ? 'code' : 'sources.code')
if (process.env.NODE_COMPILE_CACHE || enableCompileCache(code).status === FAILED) enableCompileCache()
if (built) useBuild(built)
await import(built ? pathToFileURL(join(built, 'winback.js')).href : './verbs.ts')

if (!isOff && process.argv[2] === 'start' && process.exitCode === undefined)
  setTimeout(() => {
    flushCompileCache()
    if (built) return
    const file = join(import.meta.dirname, 'keep-build.ts')
    spawn(process.execPath, [file], { stdio: 'ignore' })
      .on('error', () => {})
      .unref()
  }, QUIET).unref()
