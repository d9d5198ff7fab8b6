// One of the processes of claims.ts: its shoppers all want the one code that a round's budget has room for, at once.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { rulebookOf } from '../../core/world.ts'
import { openEngine, visitor } from '../../runtime/open-engine.ts'

const [path = '', from = '0', to = '0'] = process.argv.slice(2)

const base = rulebookOf({
  unit: `
flow: unit
about: One unit of budget.
start: { on: ask_discount }
campaign: { budget: 100 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
})
let inForce: Rulebook = base
/** A campaign of its own for each round, so that each has its one unit. */
const campaignOf = (round: number): string => `unit_${round}`
const rulesOf = (round: number): Rulebook => ({
  ...base,
  flows: base.flows.map((flow) => ({ ...flow, name: campaignOf(round) })),
})

const { engine, close } = await openEngine({ path, rulebook: base, inForce: () => inForce })
/** Who has won before has a code and claims no more: somebody new takes the place. */
const shoppers: string[] = []
const newShopper = async (name: string): Promise<string> => {
  const address = visitor(name)
  const what = { kind: 'chat_opened', address } as const
  const done = await engine.accept({ id: `open-${name}`, at: Date.now(), trust: 'fact', from: address, what })
  return done.kind === 'done' ? done.shopper : ''
}
for (let n = Number(from); n < Number(to); n++) shoppers.push(await newShopper(String(n)))

const claim = async (shopper: string, round: number): Promise<string> => {
  const does = { act: 'issue', offer: 'fixed_100', campaign: campaignOf(round) } as const
  const id = `claim-${round}-${shopper}`
  const what = { kind: 'agent', agent: 'olena', does } as const
  const done = await engine.accept({ id, at: Date.now(), trust: 'fact', from: { shopper }, what })
  if (done.kind !== 'done') return done.kind
  return done.reply.kind === 'refused' ? `refused: ${done.reply.reason}` : done.reply.kind
}

process.on('message', async (told: { readonly round: number } | { readonly end: true }) => {
  if ('end' in told) {
    await close()
    process.exit(0)
  }
  const { round } = told
  inForce = rulesOf(round)
  const answers = await Promise.all(shoppers.map((shopper) => claim(shopper, round)))
  for (const [n, answer] of answers.entries())
    if (answer === 'done') shoppers[n] = await newShopper(`${from}-${round}-${n}`)
  process.send?.(answers)
})
process.send?.('ready')
