// `winback migrate` is killed at every call by which it writes, to the disk, to the Redis, or anywhere: resumed, the shop
// is there as if nothing had been, and no more where it was.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTally, differences, type Tally, travels } from '../../../src/cli/backup/tally.ts'
import type { Store } from '../../../src/ports/store.ts'
import { readMark } from '../../../src/start/move-mark.ts'
import { openRedisStore } from '../../../src/stores/redis/open.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { redisServer, singleSettings, startServer as startRedis } from '../../redis/servers.ts'
import { needStrace } from '../calls/strace.ts'
import { chanceOf } from '../chance.ts'
import { startLoad } from '../load/load.ts'
import { type Ordeal, Skip, type Torture, type Verdict } from '../part.ts'
import { envOf, freePort, NODE, startServer, WINBACK } from '../server.ts'
import { writeShop } from '../shop.ts'

/** All that the first thread writes by, sockets and files alike; SQLite works in that thread. */
const CALLS = 'write,writev,pwrite64,sendto,sendmsg,fsync,fdatasync,ftruncate,unlink,rename'
const SIZES = {
  short: { load: 1_000, drawn: 2, among: 120 },
  long: { load: 8_000, drawn: Number.POSITIVE_INFINITY, among: 0 },
} as const
/** No move has so many calls: it found no end. */
const MOST = 3_000
const BUDGET = 20_000

const tallyOf = async (store: Store): Promise<Tally> => {
  const tally = createTally()
  for await (const record of store.backup.read()) if (travels(record)) tally.add(record)
  return tally.tally()
}

/** A shop that has been used for a while, and whose server has ended. */
const prepare = async (folder: string, data: string, seed: number, ms: number): Promise<void> => {
  writeShop(folder, BUDGET)
  const port = await freePort()
  const server = startServer(folder, port, { WINBACK_DATA: data })
  try {
    if (!(await server.ready)) throw new Error('the server did not start')
    const urls = [`http://127.0.0.1:${port}`]
    const client = await startLoad(folder, { seed, urls, atOnce: 12, dawdles: 50, erasesOneIn: 20 })
    await pause(ms)
    await client.finish()
  } finally {
    await server.kill('SIGTERM')
  }
}

const run = async ({ seed, size, log, folder }: Ordeal): Promise<Verdict> => {
  needStrace()
  if (!redisServer()) throw new Skip('redis-server is not on this machine')
  const { load, drawn, among } = SIZES[size]
  const chance = chanceOf(seed)
  const [prepared, data] = [join(folder, 'prepared'), join(folder, 'data')]
  await prepare(folder, prepared, seed, load)
  const source = await openSqliteStore(join(prepared, 'winback.db'), { readonly: true })
  const whole = await tallyOf(source)
  await source.close()
  const redis = await startRedis()
  const env = envOf(folder, { WINBACK_DATA: data, REDIS_URL: `redis://127.0.0.1:${redis.port}` })
  const migrate = async (more: readonly string[], before: readonly string[] = []) => {
    const args = [...before, NODE, WINBACK, 'migrate', '--from', 'sqlite', '--to', 'redis', ...more]
    const child = spawn(args[0]!, args.slice(1), { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, said }
  }
  /** What is wrong after a death at the n-th call; `hit`: it did not end before. */
  const killAt = async (n: number): Promise<{ readonly hit: boolean; readonly wrong: readonly string[] }> => {
    rmSync(data, { recursive: true, force: true })
    cpSync(prepared, data, { recursive: true })
    await redis.tell('FLUSHALL')
    const calls = join(folder, 'calls')
    rmSync(calls, { force: true })
    const inject = ['-e', `trace=${CALLS}`, '-e', `inject=${CALLS}:signal=KILL:when=${n}`]
    await migrate([], ['strace', '-qq', '-o', calls, ...inject])
    const hit = existsSync(calls) && readFileSync(calls, 'utf8').includes('killed by SIGKILL')
    const wrong: string[] = []
    if (hit) {
      // Before its first mark there is nothing to resume; behind its last, nothing to do.
      const resumed = await migrate(['--resume'])
      const isDone = resumed.code === 0 || resumed.said.includes('nothing left to do')
      if (!isDone) wrong.push(`it could not be resumed: ${resumed.said}`)
    }
    const [{ store }, left] = [
      await openRedisStore(singleSettings(redis.port)),
      await openSqliteStore(join(data, 'winback.db'), { readonly: true }),
    ]
    try {
      const unlike = differences(whole, await tallyOf(store))
      if (unlike.length > 0) wrong.push(`what arrived is not what left: ${unlike.join(', ')}`)
      const marks = [(await readMark(left.notes))?.state, (await readMark(store.notes))?.state]
      if (marks.join() !== 'moved,here') wrong.push(`it is marked as ${marks.join(' and ')}`)
    } finally {
      await store.close()
      await left.close()
    }
    return { hit, wrong: wrong.map((what) => `killed at call ${n}: ${what}`) }
  }
  try {
    const wrong: string[] = []
    let killed = 0
    for (let tried = 1; tried <= Math.min(drawn, MOST); tried++) {
      const done = await killAt(among === 0 ? tried : chance.between(1, among))
      wrong.push(...done.wrong)
      if (done.hit) killed++
      else if (among === 0) break
      if (tried === MOST) wrong.push('the move has no end')
      if (tried % 50 === 0) log(`killed at ${killed} calls`)
    }
    const counts = Object.entries(whole).map(([kind, text]) => [kind, Number(text.split(' ')[0])])
    return { wrong, figures: { killed, ...Object.fromEntries(counts) } }
  } finally {
    await redis.stop()
  }
}

export const killMove: Torture = {
  name: 'kill-move',
  about: 'a move to Redis is killed at every call by which it writes: resumed, all is there, once',
  run,
}
