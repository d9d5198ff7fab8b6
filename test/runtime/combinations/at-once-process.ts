// One of the two processes of at-once.test.ts: the same shop on the same data file, and everything told to it at once.
import type { Incoming } from '../../../src/runtime/engine.ts'
import { openEngine, visitor } from '../open-engine.ts'
import { RULEBOOKS } from './shop.ts'

type Told =
  | { readonly do: 'all'; readonly events: readonly Incoming[]; readonly uses: readonly number[] }
  | { readonly do: 'end' }

const { engine, close } = await openEngine({ path: process.argv[2] ?? '', rulebook: RULEBOOKS[0]!, lease: 0 })

const use = async (n: number): Promise<string> => {
  const order = { id: `shared-${n}`, total: 100_000, lines: [] }
  const told = await engine.redeem(`use-${n}`, 'AUTUMN26', order, [visitor(n)], Date.now())
  if (told.kind !== 'done') return told.kind
  return told.reply.kind === 'refused' ? told.reply.reason : told.reply.kind
}

process.on('message', async (told: Told) => {
  if (told.do === 'end') {
    await close()
    process.exit(0)
  }
  const all = [
    ...told.events.map(async (event) => (await engine.accept({ ...event, at: Date.now() })).kind),
    ...told.uses.map(use),
  ]
  process.send?.(await Promise.all(all))
})
process.send?.('ready')
