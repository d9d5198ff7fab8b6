// From nothing to the first 200 of /readyz, with a million shoppers in the data file, beside bare Fastify.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keepBuild } from '../../src/cli/keep-build.ts'
import { findBuild } from '../../src/cli/kept-build.js'
import { aFolder, envOf } from '../server-process.ts'
import type { Bench } from './run/bench.ts'
import { peerUrl } from './run/peers.ts'
import { inTurns } from './run/rounds.ts'
import { fillStore } from './start/fill.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const KEY = '07'.repeat(32)
const SHOPPERS = 1_000_000
/** A start that takes longer has failed, ms. */
const PATIENCE = 60_000

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { readonly port: number }
  server.close()
  await once(server, 'close')
  return port
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const asked = get({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (answer) => {
      answer.resume()
      done(answer.statusCode === 200)
    })
    asked.on('error', () => done(false))
  })

/** Starts it, waits until it is ready, and ends it; answers how long it took, ms. */
const timeStart = async (args: readonly string[], env: Record<string, string>, port: number) => {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...env, PORT: `${port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  while (!(await isReady(port))) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE)
      throw new Error(`it did not get ready: ${args.join(' ')}`)
    await pause(2)
  }
  const took = performance.now() - began
  child.kill('SIGTERM')
  await ended
  return took
}

export const bench: Bench = {
  name: 'start',
  about:
    'A cold start: from the spawn of the process to the first 200 of /readyz, which for ours means that rules are read and the store can be written to. The shipped flows, a million shoppers in the data file. The peer is Fastify with one route. Ours is what `npm start` starts from its second time on: what the first one has kept of the sources and the rulebook. Both have been started before on this machine: files are in the cache of the system, and what Node keeps of compiled code is there.',
  run: async ({ rounds, size }) => {
    const shoppers = size ?? SHOPPERS
    await keepBuild()
    if (findBuild() === null) throw new Error('sources were edited a moment ago: nothing was kept of them')
    const { folder, remove } = aFolder()
    const startOurs = async () =>
      timeStart([join(ROOT, 'src/cli/npm-start.js'), 'start'], env, await freePort())
    const env = envOf(folder, {
      WINBACK_STOREFRONT: 'api',
      WINBACK_LOG: 'error',
      WINBACK_KEY: KEY,
      WINBACK_KEY_FILE: '',
    })
    // The first starts make the key, the data file, what browsers get, and what is kept for the next.
    for (let n = 0; n < 3; n++) await startOurs()
    const bytes = await fillStore(join(folder, 'data', 'winback.db'), shoppers)
    const [ours, bare] = await inTurns(rounds, [
      startOurs,
      async () => {
        const port = await freePort()
        const program = join(import.meta.dirname, 'start/fastify.js')
        return timeStart([program, peerUrl('fastify'), `${port}`], { PATH: process.env.PATH ?? '' }, port)
      },
    ])
    remove()
    return {
      rows: [
        {
          what: `${shoppers.toLocaleString('en-US')} shoppers, documents of ${Math.round(bytes)} bytes`,
          unit: 'ms',
          ours: ours!,
          peer: { name: 'Fastify', rounds: bare! },
          goal: { most: 1.5 },
        },
      ],
      notes: [
        "The limit: modules are linked and evaluated (a third), garbage collection (a tenth), the store, its lock and its statements, zod's schemas. Fastify alone takes two thirds of the time that is allowed (docs/decisions/0032-what-a-start-keeps.md).",
      ],
    }
  },
}
