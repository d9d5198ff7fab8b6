// Money under a race: two processes on one data file, many at once. One wins; the budget holds to the kopeck.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedRulebook } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const rulebook = shippedRulebook()
const ROUNDS = 1_000
const AT_ONCE = 50

const folder = mkdtempSync(join(tmpdir(), 'winback-race-'))
const path = join(folder, 'winback.db')
let processes: ChildProcess[] = []

const startProcess = async (): Promise<ChildProcess> => {
  const child = fork(join(import.meta.dirname, 'race-process.ts'), [path], { execArgv: [] })
  await once(child, 'message')
  return child
}

/** Tells both processes at once and waits for both answers. */
const both = async (told: readonly object[]): Promise<readonly string[]> => {
  const answers = processes.map((child) => once(child, 'message') as Promise<[string[]]>)
  for (const [n, child] of processes.entries()) child.send(told[n] ?? {})
  return (await Promise.all(answers)).flatMap(([answer]) => answer)
}

beforeAll(async () => {
  processes = await Promise.all([startProcess(), startProcess()])
})

afterAll(async () => {
  for (const child of processes) {
    child.send({ do: 'end' })
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

const opened = (n: number) => ({
  id: `open-${n}`,
  at: Date.now(),
  trust: 'fact' as const,
  from: visitor(n),
  what: { kind: 'chat_opened', address: visitor(n) } as const,
})

describe('two processes on one shop', () => {
  it(`redeem a code once, however many ask at once: ${ROUNDS} rounds of ${AT_ONCE}`, {
    timeout: 240_000,
  }, async () => {
    const { engine, sent, close } = await openEngine({ path, rulebook })
    const offer = 'come_back_200'
    const campaign = rulebook.flows.find((flow) => (flow.campaign.budget ?? 0) >= ROUNDS * 20_000)
    for (let n = 0; n < ROUNDS; n++) {
      const done = await engine.accept(opened(n))
      const shopper = done.kind === 'done' ? done.shopper : ''
      const what = {
        kind: 'agent',
        agent: 'olena',
        does: { act: 'issue', offer, campaign: campaign?.name ?? '' },
      } as const
      await engine.accept({ id: `give-${n}`, at: Date.now(), trust: 'fact', from: { shopper }, what })
    }
    await engine.settle(Date.now())
    const typed = new Map(
      sent.flatMap((message) => (message.code ? [[message.to.id, message.code.text]] : [])),
    )
    expect(typed.size).toBe(ROUNDS)
    await close()
    const wrong: (readonly string[])[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const told = { do: 'redeem', round, typed: typed.get(`visitor-${round}`), times: AT_ONCE / 2 }
      const answers = await both([told, told])
      const won = answers.filter((answer) => answer === 'redeemed').length
      const lost = answers.filter((answer) => answer === 'refused: redeemed').length
      if (won !== 1 || lost !== AT_ONCE - 1) wrong.push(answers)
    }
    expect(wrong.slice(0, 1)).toEqual([])
  })

  it('never issue beyond the budget, and refuse nobody while there is room', {
    timeout: 120_000,
  }, async () => {
    const campaign = rulebook.flows.find((flow) => flow.campaign.budget !== null && flow.name !== 'cart')
    const budget = campaign?.campaign.budget ?? 0
    const worst = rulebook.offers.percent_15?.worst ?? 1
    const shoppers = Math.floor(budget / worst) + 60
    expect(shoppers).toBeLessThan(6_000)
    const { engine, store, close } = await openEngine({ path, rulebook })
    const before = (await store.records.budgets()).find((one) => one.budget === campaign?.name)
    const room = Math.floor((budget - (before?.reserved ?? 0) - (before?.spent ?? 0)) / worst)
    for (let n = 0; n < shoppers; n++) await engine.accept(opened(100_000 + n))
    const told = (from: number, to: number) => ({
      do: 'issue',
      from,
      to,
      offer: 'percent_15',
      campaign: campaign?.name,
    })
    const middle = 100_000 + Math.floor(shoppers / 2)
    const answers = await both([told(100_000, middle), told(middle, 100_000 + shoppers)])
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(Math.min(room, shoppers))
    expect(answers.filter((answer) => answer === 'refused: budget_spent')).toHaveLength(
      Math.max(0, shoppers - room),
    )
    const after = (await store.records.budgets()).find((one) => one.budget === campaign?.name)
    expect((after?.reserved ?? 0) + (after?.spent ?? 0)).toBeLessThanOrEqual(budget)
    await close()
  })
})
