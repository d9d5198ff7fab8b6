// The process that loads a server: shoppers, so many at once, and an agent, until it is told to end. Notes what was
// acknowledged, and every answer that must not be; tells its parent how far it is.
import { appendFileSync } from 'node:fs'
import { openAcks } from './acks.ts'
import { runAgent } from './agent.ts'
import { Over, openDoor } from './door.ts'
import { type Load, runShopper } from './shopper.ts'

export type Told = {
  readonly seed: number
  readonly urls: readonly string[]
  readonly acks: string
  readonly faults: string
  /** Shoppers at once. */
  readonly atOnce: number
  readonly dawdles: number
  readonly erasesOneIn: number
  /** The first shopper's number. */
  readonly from: number
}

export type Progress = { readonly shoppers: number; readonly unanswered: number; readonly put_off: number }

const told = JSON.parse(process.argv[2] ?? '{}') as Told
let over = false
/** Nobody new comes; who is there goes to the end of their way. */
let isLast = false
const isOver = () => over
const acks = openAcks(told.acks)
const door = openDoor(told.urls, isOver)
const load: Load = {
  ...{
    seed: told.seed,
    door,
    isOver,
    isLast: () => isLast,
    ack: acks.add,
    dawdles: told.dawdles,
    erasesOneIn: told.erasesOneIn,
  },
  fault: (what) => appendFileSync(told.faults, `${what}\n`),
}
let shoppers = 0
let next = told.from

const meant = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Over))
      load.fault(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
const shop = async (): Promise<void> => {
  while (!isLast) {
    const n = next++
    await meant(() => runShopper(load, n))
    shoppers++
  }
}

process.on('message', () => {
  isLast = true
})
process.on('disconnect', () => process.exit(1))
process.send?.('ready')
const agent = meant(() => runAgent(load))
await Promise.all(Array.from({ length: told.atOnce }, shop))
over = true
await agent
acks.close()
process.send?.({ shoppers, ...door.counts } satisfies Progress, () => process.exit(0))
