// One of the two processes of race.test.ts: opens the same data file and does what it is told, all at once.
import { shippedRulebook } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

type Told =
  | { readonly do: 'redeem'; readonly round: number; readonly typed: string; readonly times: number }
  | {
      readonly do: 'issue'
      readonly from: number
      readonly to: number
      readonly offer: string
      readonly campaign: string
    }
  | { readonly do: 'end' }

const { engine, close } = await openEngine({ path: process.argv[2] ?? '', rulebook: shippedRulebook() })
const me = process.pid

const kindOf = (accepted: Awaited<ReturnType<typeof engine.accept>>): string => {
  if (accepted.kind !== 'done') return accepted.kind
  return accepted.reply.kind === 'refused' ? `refused: ${accepted.reply.reason}` : accepted.reply.kind
}

const redeem = ({ round, typed, times }: Extract<Told, { do: 'redeem' }>) =>
  Array.from({ length: times }, (_, n) => {
    const order = { id: `order-${round}-${me}-${n}`, total: 250_000, lines: [] }
    return engine.redeem(`redeem-${round}-${me}-${n}`, typed, order, [visitor(round)], Date.now())
  })

const issue = ({ from, to, offer, campaign }: Extract<Told, { do: 'issue' }>) =>
  Array.from({ length: to - from }, async (_, n) => {
    const shopper = (await engine.find(visitor(from + n))) ?? ''
    const does = { act: 'issue', offer, campaign } as const
    return engine.accept({
      id: `issue-${from + n}`,
      at: Date.now(),
      trust: 'fact',
      from: { shopper },
      what: { kind: 'agent', agent: 'olena', does },
    })
  })

process.on('message', async (told: Told) => {
  if (told.do === 'end') {
    await close()
    process.exit(0)
  }
  const answers = await Promise.all(told.do === 'redeem' ? redeem(told) : issue(told))
  process.send?.(answers.map(kindOf))
})
process.send?.('ready')
