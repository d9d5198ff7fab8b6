// A Redis Cluster whose masters are killed, paused and cut off while two processes issue codes on it in the durable profile:
// nothing that was acknowledged may be lost or doubled, no budget passed, and all goes on by itself.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { BackupRecord } from '../../../src/ports/backup.ts'
import { openRedisStore } from '../../../src/stores/redis/open.ts'
import type { RedisSettings } from '../../../src/stores/redis/settings.ts'
import { readAcks } from '../../audit/acks.ts'
import { audit } from '../../audit/audit.ts'
import { redisServer } from '../../redis/servers.ts'
import { type Chance, chanceOf } from '../chance.ts'
import { Skip, type Torture } from '../part.ts'
import { checkRecords } from './check.ts'
import { type Kind, type Lab, type Lengths, openLab } from './lab.ts'
import type { Progress, Told } from './load-process.ts'

type Sizes = Lengths & {
  readonly faults: number
  /** After so many a new Cluster begins: what is kept grows with each second. */
  readonly ofOneCluster: number
  /** Issues a second, of both processes. */
  readonly rate: number
  readonly withNetwork: boolean
  /** Codes of each process that show that it has gone on. */
  readonly goesOn: number
}

const SIZES: Readonly<Record<'short' | 'long', Sizes>> = {
  short: {
    ...{ faults: 2, ofOneCluster: 2, rate: 20, withNetwork: false, goesOn: 5 },
    ...{ pause: [3_000, 3_000], cut: [3_000, 3_000], back: [100, 100] },
  },
  long: {
    ...{ faults: 50, ofOneCluster: 10, rate: 200, withNetwork: true, goesOn: 100 },
    ...{ pause: [20_000, 60_000], cut: [2_000, 15_000], back: [0, 6_000] },
  },
}
const PROCESSES = 2
/** How long the load may take to go on once the servers are well, and to come to its end, ms. */
const GOES_ON = 120_000

type Loader = { readonly child: ChildProcess; now: Progress; slowest: number; isDead: boolean }

const startLoader = async (told: Told): Promise<Loader> => {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), [JSON.stringify(told)], {
    ...{ execArgv: [], detached: true },
  })
  const loader: Loader = { child, now: undefined as unknown as Progress, slowest: 0, isDead: false }
  child.on('message', (progress: Progress) => {
    loader.now = progress
    loader.slowest = Math.max(loader.slowest, progress.slowest)
  })
  child.on('exit', () => {
    loader.isDead = true
  })
  await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (loader.isDead) throw new Error('a process of the load did not start')
  return loader
}

const sum = (loaders: readonly Loader[], of: (progress: Progress) => number): number =>
  loaders.reduce((all, { now }) => all + of(now), 0)

const until = async (holds: () => boolean, ms: number): Promise<boolean> => {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) return false
    await pause(100)
  }
  return true
}

const linesOf = (folder: string, name: string): string[] =>
  Array.from({ length: PROCESSES }, (_, n) => join(folder, `${name}-${n}`))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean))

const lookAtAll = async (settings: RedisSettings, folder: string) => {
  const records: BackupRecord[] = []
  const { store } = await openRedisStore(settings)
  try {
    for await (const record of store.backup.read()) records.push(record)
  } finally {
    await store.close()
  }
  const [file, acks] = [join(folder, 'shop.jsonl'), linesOf(folder, 'acks.jsonl')]
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  const { findings } = await audit(file, readAcks(acks.map((line) => `${line}\n`).join('')))
  const counted = checkRecords(records, {
    acks: acks.flatMap((line) => {
      const ack = JSON.parse(line) as { what: string; code: string; id: string }
      return ack.what === 'issued' ? [ack] : []
    }),
    refused: linesOf(folder, 'refused.txt'),
    asked: linesOf(folder, 'asked.txt'),
  })
  return {
    ...counted,
    wrong: [
      ...counted.wrong,
      ...findings.map(({ check, what }) => `${check}: ${what}`),
      ...linesOf(folder, 'faults.txt').map((what) => `an answer that must not be: ${what}`),
    ],
  }
}

/** Each kind as often as the others, in an order of chance. */
const plan = (kinds: readonly Kind[], faults: number, chance: Chance): readonly Kind[] =>
  chance.shuffled(Array.from({ length: faults }, (_, n) => kinds[n % kinds.length]!))

export const failover: Torture = {
  name: 'failover',
  about: 'masters of a Cluster are killed, paused and cut off while codes are issued in the durable profile',
  run: async ({ seed, size, log, folder, isOver = () => false }) => {
    if (redisServer() === null) throw new Skip('redis-server is not installed')
    const sizes = SIZES[size]
    const wrong: string[] = []
    const count: Record<string, number> = {}
    const add = (what: string, n: number): void => {
      count[what] = (count[what] ?? 0) + n
    }
    let slowest = 0
    let met = 0
    const began = performance.now()

    const goThrough = async (lab: Lab, chance: Chance, faults: number, at: string): Promise<void> => {
      if (sizes.withNetwork && lab.kinds.length < 4)
        log('nothing can be cut off here: that takes root and ip')
      const settings = { ...lab.settings, replicas: 1 }
      const loaders: Loader[] = []
      try {
        for (let process = 0; process < PROCESSES; process++)
          loaders.push(await startLoader({ settings, folder: at, process, rate: sizes.rate / PROCESSES }))
        const goesOn = async (after: string): Promise<void> => {
          const before = loaders.map(({ now }) => now.issued)
          const healed = performance.now()
          const well = (): boolean => loaders.every(({ now }, n) => now.issued >= before[n]! + sizes.goesOn)
          if (!(await until(well, GOES_ON))) wrong.push(`after ${after} the load did not go on by itself`)
          if (loaders.some(({ isDead }) => isDead))
            wrong.push(`after ${after} a process of the load was dead`)
          const { issued, refused, waiting } = {
            issued: sum(loaders, (one) => one.issued),
            refused: sum(loaders, (one) => one.refused),
            waiting: sum(loaders, (one) => one.waiting),
          }
          const seconds = ((performance.now() - healed) / 1000).toFixed(1)
          log(
            `${after}: on after ${seconds} s; ${issued} issued, ${refused} refused, ${waiting} wait; ${JSON.stringify(loaders[0]!.now.failed)}`,
          )
        }
        await goesOn('the start')
        for (const kind of plan(lab.kinds, faults, chance)) {
          if (isOver()) break
          await pause(chance.between(0, 500))
          await goesOn(await lab.befall(kind, chance))
          add(kind, 1)
          met++
        }
        for (const { child, isDead } of loaders) if (!isDead) child.send('end')
        if (!(await until(() => loaders.every(({ now }) => now.ended), GOES_ON)))
          wrong.push(
            `${sum(loaders, ({ waiting }) => waiting)} were not answered within two minutes of the end`,
          )
      } finally {
        for (const loader of loaders) {
          loader.child.kill('SIGKILL')
          slowest = Math.max(slowest, loader.slowest)
          for (const [fault, n] of Object.entries(loader.now.failed)) add(`asked again (${fault})`, n)
        }
      }
      add(
        'asked',
        sum(loaders, (one) => one.asked),
      )
      add(
        'answered with a code',
        sum(loaders, (one) => one.issued),
      )
      add(
        'refused',
        sum(loaders, (one) => one.refused),
      )
      const end = await lookAtAll(lab.settings, at)
      wrong.push(...end.wrong)
      add('codes there', end.codes)
      add('budgets used up to the last', end.full)
      add('without an answer at the end', end.unanswered)
    }

    for (let done = 0; done < sizes.faults; done += sizes.ofOneCluster) {
      const chance = chanceOf(seed, done)
      const at = join(folder, `${done}`)
      mkdirSync(at)
      const lab = await openLab(sizes, sizes.withNetwork, chance)
      try {
        await goThrough(lab, chance, Math.min(sizes.ofOneCluster, sizes.faults - done), at)
      } finally {
        await lab.close()
      }
      if (wrong.length > 0 || isOver()) break
    }
    const seconds = (performance.now() - began) / 1000
    const rate = Math.round(count.asked! / seconds)
    return {
      ...(met < sizes.faults && { soFar: `after ${met} of ${sizes.faults} faults` }),
      wrong,
      figures: { ...count, 'asked a second': rate, 'slowest answer, s': Math.round(slowest / 1000) },
    }
  },
}
