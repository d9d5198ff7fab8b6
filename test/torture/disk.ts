// The disk under a running server is full for a while, or fails for a while, under load: requests are put off with a
// problem that says so, the log and /readyz say why, nothing that was acknowledged is lost, and the same process goes
// on by itself.
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEYS } from '../keys.ts'
import { auditShop } from './auditing.ts'
import { attach, CALLS, needStrace } from './calls/strace.ts'
import { chanceOf } from './chance.ts'
import { readAcks } from './load/acks.ts'
import { checkFile } from './load/check-file.ts'
import { pause } from './load/door.ts'
import { startLoad } from './load/load.ts'
import type { Ordeal, Torture, Verdict } from './part.ts'
import { freePort, startServer } from './server.ts'
import { writeShop } from './shop.ts'
import { openSmallDisk } from './small-disk.ts'

const SIZES = { short: { rounds: 2, atOnce: 6 }, long: { rounds: 40, atOnce: 16 } }
const BUDGET = 600_000
/** Nothing is waited for longer, ms. */
const LONGEST = 60_000

type Trouble = {
  readonly name: string
  readonly begin: () => Promise<void>
  readonly end: () => Promise<void>
  /** What /readyz says of it. */
  readonly says: RegExp
}

const until = async (what: string, is: () => Promise<boolean>): Promise<string | null> => {
  for (const late = performance.now() + LONGEST; performance.now() < late; await pause(100))
    if (await is()) return null
  return `${what} did not come`
}

const run = async ({ seed, size, log, folder }: Ordeal): Promise<Verdict> => {
  needStrace()
  const { rounds, atOnce } = SIZES[size]
  const chance = chanceOf(seed)
  writeShop(folder, BUDGET)
  const data = join(folder, 'data')
  const disk = await openSmallDisk(data, 64)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = startServer(folder, port, { WINBACK_DATA: data }, disk.before)
  const wrong: string[] = []
  let client: Awaited<ReturnType<typeof startLoad>> | null = null
  let strace: Awaited<ReturnType<typeof attach>> | null = null
  const troubles: readonly Trouble[] = [
    { name: 'full', begin: async () => disk.fill(), end: async () => disk.free(), says: /disk is full/ },
    ...(['ENOSPC', 'EIO'] as const).map((error) => ({
      name: error,
      begin: async () => {
        const injection = {
          what: `error=${error}`,
          when: '1+',
          threads: 'main',
          calls: CALLS,
          paths: [],
        } as const
        strace = await attach(server.pid, join(folder, 'strace.log'), injection)
      },
      end: async () => strace?.detach(),
      says: error === 'EIO' ? /disk failed/ : /disk is full|disk failed/,
    })),
  ]
  /** An event that nobody has told before. */
  let told = 0
  const tell = async () => {
    const response = await fetch(`${url}/v1/identify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEYS.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        messageId: `told-${++told}`,
        userId: `teller-${told}`,
        traits: { name: 'Ann' },
      }),
    })
    return { status: response.status, body: (await response.json()) as { code?: string; status?: string } }
  }
  const ready = async () => {
    const response = await fetch(`${url}/readyz`)
    return { status: response.status, body: (await response.json()) as { detail?: string } }
  }
  const lost = (what: string | null): void => void (what && wrong.push(what))
  let put_off = 0
  try {
    if (!(await server.ready)) throw new Error(`the server did not start: ${readLog(folder)}`)
    client = await startLoad(folder, { seed, urls: [url], atOnce, dawdles: 200, erasesOneIn: 40 })
    for (let round = 0; round < rounds && wrong.length === 0; round++)
      for (const { name, begin, end, says } of troubles) {
        await pause(chance.between(100, 1_500))
        await begin()
        lost(await until(`${name}: a refusal`, async () => (await tell()).status !== 200))
        const { status, body } = await tell()
        if (status !== 503 || body.code !== 'store')
          wrong.push(`${name} is told as ${status} ${JSON.stringify(body)}`)
        lost(
          await until(`${name}: /readyz that says so`, async () => {
            const { status, body } = await ready()
            return status === 503 && says.test(String(body.detail))
          }),
        )
        const alive = await fetch(`${url}/healthz`)
        if (alive.status !== 200) wrong.push(`${name}: /healthz says ${alive.status}`)
        await alive.text()
        await pause(chance.between(0, 1_500))
        await end()
        lost(await until(`after ${name}: /readyz`, async () => (await ready()).status === 200))
        lost(await until(`after ${name}: an event taken`, async () => (await tell()).status === 200))
        log(`${name}: refused, and on again; ${readAcks(client.acks).length} acknowledgements`)
      }
    put_off = (await client.finish()).put_off
    if ((await server.kill('SIGTERM').then(() => server.ended)) !== 0)
      wrong.push('the server did not end well')
    // SQLite would follow the link out of the namespace.
    const after = join(folder, 'after')
    cpSync(disk.outside, after, { recursive: true })
    wrong.push(
      ...(await checkFile(join(after, 'winback.db'), readAcks(client.acks), { ceiling: BUDGET * 100 })),
    )
    wrong.push(...(await auditShop(folder, { WINBACK_DATA: after })).map((what) => `the auditor: ${what}`))
    wrong.push(...client.faults().slice(0, 20))
    const lines = readLog(folder).split('\n').filter(Boolean)
    if (!lines.some((line) => /keeps nothing now/.test(line))) wrong.push('the log says nothing of it')
    wrong.push(
      ...lines
        .filter((line) => /defect/.test(line))
        .slice(0, 5)
        .map((line) => `the log: ${line}`),
    )
    const acks = readAcks(client.acks)
    const issued = acks.filter(({ what }) => what === 'issued').length
    return {
      wrong,
      figures: {
        troubles: rounds * troubles.length,
        acknowledged: acks.length,
        issued,
        'put off': put_off,
        'log lines': lines.length,
      },
    }
  } finally {
    client?.kill()
    await server.kill('SIGKILL')
    await disk.end()
  }
}

const readLog = (folder: string): string => {
  const log = join(folder, 'server.log')
  return existsSync(log) ? readFileSync(log, 'utf8') : ''
}

export const disk: Torture = {
  name: 'disk',
  about:
    'the disk under a server is full or fails for a while, under load: said so, nothing lost, on by itself',
  run,
}
