// One of the two processes of codes-race.test.ts: opens the same data file and lets many shoppers come at once.
import type { Happening } from '../../src/core/event.ts'
import { codesShop, OURS } from '../core/codes-world.ts'
import { openEngine, visitor } from './open-engine.ts'

type Told =
  | { readonly do: 'come'; readonly from: number; readonly to: number; readonly what: Happening }
  | { readonly do: 'use'; readonly from: number; readonly to: number }
  | { readonly do: 'end' }

const offers = `
offers:
  partner_10: { percent: 10, up_to: 30 UAH, valid: 48h, codes: { pool: partner } }
  autumn: { amount: 10 UAH, valid: 24h, codes: { shared: AUTUMN26, per_shopper: 1, in_all: 200 } }
  welcome: { percent: 10, up_to: 300 UAH, valid: 14d, first_order: true }
  points_50: { points: 50, worth: 50 UAH, valid: 30d }
  thanks_100: { amount: 100 UAH, valid: 24h }
`
const path = process.argv[2] ?? ''
const { engine, close } = await openEngine({ path, rulebook: codesShop(OURS, offers) })

const come = ({ from, to, what }: Extract<Told, { do: 'come' }>) =>
  Array.from({ length: to - from }, async (_, i) => {
    const at = {
      id: `${what.kind}-${from + i}`,
      at: Date.now(),
      trust: 'fact' as const,
      from: visitor(from + i),
    }
    const done = await engine.accept({ ...at, what })
    return done.kind === 'done' ? done.reply.kind : done.kind
  })

const use = ({ from, to }: Extract<Told, { do: 'use' }>) =>
  Array.from({ length: to - from }, async (_, i) => {
    const order = { id: `order-${from + i}`, total: 100_000, lines: [] }
    const done = await engine.redeem(`use-${from + i}`, 'AUTUMN26', order, [visitor(from + i)], Date.now())
    if (done.kind !== 'done') return done.kind
    return done.reply.kind === 'refused' ? done.reply.reason : done.reply.kind
  })

process.on('message', async (told: Told) => {
  if (told.do === 'end') {
    await close()
    process.exit(0)
  }
  process.send?.(await Promise.all(told.do === 'use' ? use(told) : come(told)))
})
process.send?.('ready')
