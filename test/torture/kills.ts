// Servers are killed at random moments, with no warning, while shoppers and an agent use them; whatever was answered
// before has to be there afterwards, once.
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditShop } from './auditing.ts'
import { chanceOf } from './chance.ts'
import { readAcks } from './load/acks.ts'
import { checkFile } from './load/check-file.ts'
import { pause } from './load/door.ts'
import { startLoad } from './load/load.ts'
import type { Ordeal, Torture, Verdict } from './part.ts'
import { freePort, type Server, startServer } from './server.ts'
import { writeShop } from './shop.ts'
import { REDIS, SQLITE, type StoreKind } from './store-kind.ts'

type Size = {
  readonly kills: number
  readonly checkEvery: number
  /** After so many deaths all comes to rest, and the auditor looks at it. */
  readonly auditEvery: number
  readonly atOnce: number
  readonly dawdles: number
  readonly erasesOneIn: number
  /** What may be given away, whole UAH: it is used up on the way. */
  readonly budget: number
}

const SIZES: Readonly<Record<'short' | 'long', Size>> = {
  short: { kills: 5, checkEvery: 5, auditEvery: 5, atOnce: 12, dawdles: 100, erasesOneIn: 8, budget: 3_000 },
  long: {
    kills: 1_000,
    checkEvery: 50,
    auditEvery: 100,
    atOnce: 12,
    dawdles: 400,
    erasesOneIn: 80,
    budget: 600_000,
  },
}

const run = async (
  kind: StoreKind,
  { seed, size, log, folder, isOver = () => false }: Ordeal,
): Promise<Verdict> => {
  const { kills, checkEvery, auditEvery, atOnce, dawdles, erasesOneIn, budget } = SIZES[size]
  const chance = chanceOf(seed)
  writeShop(folder, budget)
  const { envOf, close } = await kind.open(folder)
  const compiled = await warm(folder, envOf(0))
  const ports = await Promise.all(Array.from({ length: kind.servers }, freePort))
  const urls = ports.map((port) => `http://127.0.0.1:${port}`)
  const start = (n: number): Server => startServer(folder, ports[n]!, { ...envOf(n), ...compiled })
  const servers = ports.map((_, n) => start(n))
  const wrong: string[] = []
  const file = join(folder, 'data', 'winback.db')
  let client: Awaited<ReturnType<typeof startLoad>> | null = null
  /** The servers that die next: one, or now and then all at once. */
  const draw = (): readonly number[] =>
    servers.length > 1 && chance.isOneIn(5)
      ? servers.map((_, n) => n)
      : [chance.between(0, servers.length - 1)]
  const check = async (when: string): Promise<void> => {
    if (kind !== SQLITE || !existsSync(file)) return
    // Read before: what is acknowledged while this looks may be younger than what it sees.
    const acks = readAcks(join(folder, 'acks.jsonl'))
    const found = await checkFile(file, acks, { ceiling: budget * 100 })
    wrong.push(...found.slice(0, 10).map((what) => `${when}: ${what}`))
    if (found.length > 0) copyFileSync(file, join(folder, 'wrong.db'))
  }
  const ready = () => Promise.all(servers.map((one) => one.ready))
  const sums = { shoppers: 0, unanswered: 0, put_off: 0 }
  const load = () => startLoad(folder, { seed, urls, atOnce, dawdles, erasesOneIn, from: sums.shoppers })
  /** Everybody goes to the end of their way, the servers end, and what is there is looked at from outside. */
  const rest = async (when: string): Promise<void> => {
    await ready()
    const did = await client!.finish()
    for (const name of ['shoppers', 'unanswered', 'put_off'] as const) sums[name] += did[name]
    const ended = await Promise.all(servers.map((one) => one.kill('SIGTERM').then(() => one.ended)))
    if (ended.some((code) => code !== 0)) wrong.push(`${when}: a server ended with ${ended.join(', ')}`)
    await check(when)
    const found = await auditShop(folder, envOf(0))
    wrong.push(...found.slice(0, 20).map((what) => `${when}: the auditor: ${what}`))
    audits++
  }
  let audits = 0
  let audited = 0
  let starting = 0
  let killed = 0
  let together = 0
  let checked = 0
  try {
    await ready()
    client = await load()
    while (killed < kills && wrong.length === 0 && !isOver()) {
      const victims = draw()
      // One in six while it still starts.
      if (chance.isOneIn(6)) {
        starting++
        await pause(chance.between(50, 1_000))
      } else {
        for (const n of victims)
          if (!(await servers[n]!.ready)) wrong.push(`server ${n} did not start again after ${killed} deaths`)
        await pause(chance.between(20, 900))
      }
      await Promise.all(victims.map((n) => servers[n]!.kill('SIGKILL')))
      killed += victims.length
      if (victims.length > 1) together++
      if (killed >= checked + checkEvery) {
        checked = killed
        await check(`after ${killed} deaths`)
        log(
          `${killed} deaths, ${readAcks(client.acks).length} acknowledgements, ${client.faults().length} faults`,
        )
      }
      for (const n of victims) servers[n] = start(n)
      if (killed >= audited + auditEvery && killed < kills && !isOver()) {
        audited = killed
        await rest(`after ${killed} deaths`)
        log(`${killed} deaths, ${wrong.length} findings of the auditor`)
        for (const n of servers.keys()) servers[n] = start(n)
        await ready()
        client = await load()
      }
    }
    await rest('at the end')
    const { shoppers, unanswered, put_off } = sums
    wrong.push(...client.faults().slice(0, 20))
    wrong.push(...defects(folder))
    const acks = readAcks(client.acks)
    const count = (what: string) => acks.filter((ack) => ack.what === what).length
    return {
      ...(killed < kills && { soFar: `after ${killed} of ${kills} deaths` }),
      wrong,
      figures: {
        ...{
          deaths: killed,
          audits,
          'while starting': starting,
          ...(servers.length > 1 && { 'of all at once': together }),
          shoppers,
          acknowledged: acks.length,
          issued: count('issued'),
        },
        ...{ redeemed: count('redeemed'), approved: count('approved'), erased: count('erased') },
        ...{ 'asked again': unanswered, 'put off': put_off },
      },
    }
  } finally {
    client?.kill()
    for (const one of servers) await one.kill('SIGKILL')
    await close()
  }
}

/** Servers that start a thousand times need not compile a thousand times: one start leaves what it has compiled. */
const warm = async (folder: string, env: Readonly<Record<string, string>>) => {
  const more = { NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const first = startServer(folder, await freePort(), { ...env, ...more })
  if (!(await first.ready)) throw new Error(`the server did not start: ${readLog(folder)}`)
  await first.kill('SIGTERM')
  return more
}

const readLog = (folder: string): string => {
  const log = join(folder, 'server.log')
  return existsSync(log) ? readFileSync(log, 'utf8') : ''
}

/** Lines of the servers' log that no death explains. */
const defects = (folder: string): readonly string[] =>
  readLog(folder)
    .split('\n')
    .filter((line) => /"level":(50|60)|defect|Error/.test(line))
    .slice(0, 10)
    .map((line) => `the log: ${line}`)

export const killsOn = (kind: StoreKind): Torture => ({
  name: kind === SQLITE ? 'kills' : `kills-${kind.name}`,
  about: `servers on ${kind.name} are killed at random moments under load; what was answered is there, once`,
  run: (ordeal) => run(kind, ordeal),
})

export const kills = killsOn(SQLITE)
export const killsRedis = killsOn(REDIS)
