// The codes' door of the product over HTTP, with as many campaigns as it is told: each a flow with an offer of its own, on
// the triggers that campaigns usually have. SQLite with full sync.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '../../../src/ports/channel.ts'
import { createEngine } from '../../../src/runtime/create-engine.ts'
import { createSeal } from '../../../src/seal.ts'
import { createLog } from '../../../src/start/log.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'
import { rulebookOf } from '../dialog/rules.ts'
import { openDoor } from '../door.ts'

export type Given = { readonly code: string; readonly visitor: string }
export type CodesSide = {
  readonly port: () => number
  /** Issues so many codes, each of its own shopper and of another campaign's offer. */
  readonly give: (count: number) => Promise<readonly Given[]>
  /** How many codes were redeemed, by the budgets' books. */
  readonly redeemed: () => Promise<number>
  readonly close: () => Promise<void>
}

const STARTS = [
  '{ on: cart_abandoned, after: 45m, when: cart.total >= 1000, at_most: once per 14d }',
  '{ on: hesitation, when: orders.count == 0, at_most: once per 30d }',
  '{ on: signed_in, when: orders.count > 2, at_most: once }',
  '{ on: subscribed, at_most: once }',
  '{ on: order_completed, when: orders.count == 2, at_most: once }',
  '{ on: ask_discount, when: cart.total >= 2000, at_most: once per 30d }',
  '{ on: birthday, at_most: once per 300d }',
]

/** One file holds them all, and is as long as a file may be. */
const OFFERS = 1_000

/** Minor units that a code may cost, all the same, so that what was spent says how many were redeemed. */
const WORTH = 10_000

const flowsOf = (count: number): Readonly<Record<string, string>> => {
  const numbers = Array.from({ length: count }, (_, n) => n)
  const offers = numbers
    .slice(0, OFFERS)
    .map((n) => `  offer_${n}: { amount: 100 UAH, valid: ${24 + (n % 48)}h }`)
  return {
    offers: `offers:\n${offers.join('\n')}\n`,
    ...Object.fromEntries(
      numbers.map((n) => [
        `c${n}`,
        `flow: c${n}\nabout: Campaign ${n}.\npriority: ${n % 10}\nstart: ${STARTS[n % STARTS.length]}\ncampaign: { budget: 1000000 UAH, until: none }\nsteps: [{ give: offer_${n % OFFERS} }]\n`,
      ]),
    ),
  }
}

export const open = async ({ campaigns }: { readonly campaigns: number }): Promise<CodesSide> => {
  const rulebook = await rulebookOf(flowsOf(campaigns), {})
  const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
  const store = await openSqliteStore(join(folder, 'winback.db'), { sync: 'full' })
  const sent: Given[] = []
  const web: Channel = {
    name: 'web',
    can: { buttons: 10, text: 4096, writes_first: true },
    send: async ({ to, code }) => void (code && sent.push({ code: code.text, visitor: to.id })),
  }
  const engine = createEngine({
    ...{ store, seal: createSeal(new Uint8Array(32).fill(7)), log: createLog('silent'), clock: Date.now },
    ...{
      random: (bytes: number) => randomBytes(bytes),
      channels: [web],
      desks: [],
      holder: 'bench',
      lease: 0,
    },
    rulebooks: { now: () => rulebook, byHash: async () => rulebook },
    understand: { read: () => ({ label: 'other', confidence: 0, lang: 'en' }) },
  })
  const door = await openDoor(engine, Date.now)
  let shoppers = 0
  const giveOne = async (): Promise<void> => {
    const n = shoppers++
    const from = { channel: 'web', id: `visitor-${n}` }
    const base = { at: Date.now(), trust: 'fact' } as const
    const opened = { kind: 'chat_opened', address: from } as const
    const come = await engine.accept({ ...base, id: `open-${n}`, from, what: opened })
    if (come.kind !== 'done') throw new Error(`opening a chat was ${come.kind}`)
    const campaign = n % campaigns
    const does = { act: 'issue', offer: `offer_${campaign % OFFERS}`, campaign: `c${campaign}` } as const
    const what = { kind: 'agent', agent: 'olena', does } as const
    const given = await engine.accept({ ...base, id: `give-${n}`, from: { shopper: come.shopper }, what })
    if (given.kind !== 'done' || given.reply.kind === 'refused')
      throw new Error(`giving a code was ${JSON.stringify(given)}`)
  }
  return {
    port: () => door.port,
    give: async (count) => {
      sent.length = 0
      await Promise.all(Array.from({ length: count }, giveOne))
      await engine.settle(Date.now())
      if (sent.length !== count) throw new Error(`${sent.length} codes of ${count} were shown`)
      return sent.splice(0)
    },
    redeemed: async () => {
      // An agent's own budget counts beside the campaign's.
      const own = (await store.records.budgets()).filter(({ budget }) => /^c\d+$/.test(budget))
      return own.reduce((sum, { spent }) => sum + spent, 0) / WORTH
    },
    close: async () => {
      await door.close()
      await engine.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
