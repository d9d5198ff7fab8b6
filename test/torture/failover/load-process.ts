// One of the processes that work on the Cluster: issues codes at a steady rate, whatever happens to the servers, and writes
// down what was answered. What failed or stayed unsure is asked again under its id until it is answered.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRedisStore } from '../../../src/stores/redis/open.ts'
import type { RedisSettings } from '../../../src/stores/redis/settings.ts'
import { openEngine, visitor } from '../../runtime/open-engine.ts'
import { seasonOf, seasons } from './seasons.ts'

export type Told = {
  readonly settings: RedisSettings
  readonly folder: string
  readonly process: number
  /** Issues a second. */
  readonly rate: number
}

export type Progress = {
  readonly asked: number
  readonly issued: number
  readonly refused: number
  readonly waiting: number
  /** Attempts that failed, by the fault. */
  readonly failed: Readonly<Record<string, number>>
  /** The longest that an issue has taken since the last that was told, ms. */
  readonly slowest: number
  readonly ended: boolean
}

const MOST_WAITING = 200
const told = JSON.parse(process.argv[2] ?? '{}') as Told
const file = (name: string): string => join(told.folder, `${name}-${told.process}`)
const note = (name: string, line: string): void => appendFileSync(file(name), `${line}\n`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const { store } = await openRedisStore(told.settings)
const { engine } = await openEngine({
  path: join(told.folder, `unused-${told.process}.db`),
  rulebook: seasons,
  holder: `load-${told.process}`,
  between: () => store,
})

let [asked, issued, refused, waiting, slowest] = [0, 0, 0, 0, 0]
const failed: Record<string, number> = {}
let over = false

const issue = async (n: number): Promise<void> => {
  const id = `issue-${told.process}-${n}`
  const began = performance.now()
  waiting++
  note('asked.txt', id)
  for (;;) {
    try {
      const does = { act: 'issue', offer: 'fixed_100', campaign: seasonOf(n) } as const
      const what = { kind: 'agent', agent: 'olena', does } as const
      const from = visitor(`${told.process}-${n}`)
      const done = await engine.accept({ id, at: Date.now(), trust: 'fact', from, what, patient: true })
      if (done.kind !== 'done') note('faults.txt', `${id}: ${JSON.stringify(done)}`)
      else if (done.reply.kind === 'done' && done.reply.code !== undefined) {
        note('acks.jsonl', JSON.stringify({ what: 'issued', code: done.reply.code, id }))
        note('acks.jsonl', JSON.stringify({ what: 'accepted', event: id }))
        issued++
      } else if (done.reply.kind === 'refused' && done.reply.reason === 'budget_spent') {
        note('refused.txt', id)
        refused++
      } else note('faults.txt', `${id}: ${JSON.stringify(done)}`)
      break
    } catch (error) {
      const { name, code, stack } = error as { name?: string; code?: string; stack?: string }
      if (name !== 'StoreError') {
        note('faults.txt', `${id}: ${stack ?? error}`)
        break
      }
      failed[code!] = (failed[code!] ?? 0) + 1
      await pause(200)
    }
  }
  waiting--
  slowest = Math.max(slowest, performance.now() - began)
}

let ended = false
const tell = (): void => {
  process.send?.({ asked, issued, refused, waiting, failed, slowest: Math.round(slowest), ended } as Progress)
  slowest = 0
}
process.on('message', () => {
  over = true
})
process.on('disconnect', () => process.exit(1))
process.on('uncaughtException', (error) => {
  note('faults.txt', `uncaught: ${error.stack}`)
  process.exit(1)
})
tell()
setInterval(tell, 200).unref()
let began = performance.now()
let due = 0
while (!over) {
  await pause(5)
  due += ((performance.now() - began) * told.rate) / 1_000
  began = performance.now()
  for (; due >= 1; due--) if (waiting < MOST_WAITING) void issue(asked++)
}
while (waiting > 0) await pause(50)
ended = true
tell()
