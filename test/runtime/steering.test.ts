// Steering on a real store: rows and budgets of real turns, two processes, the journal, and what issuing makes of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { createSteering } from '../../src/runtime/steering.ts'
import { createSeal } from '../../src/seal.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { rulebookOf } from '../rulebook/sources-of.ts'
import { KEY, openEngine, visitor } from './open-engine.ts'

const DAY = 86_400_000
const seal = createSeal(KEY)
const SHOP = `
name: Test
currency: UAH
time_zone: Europe/Kyiv
languages: [en]
contact: none
steering:
  every: 1d
  pause_when: { loses: 3d, least: 20 }
  move: { at_most: 20%, least_left: 100 UAH }
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH, delivery_days: 1-3, returns_days: 14, instalments: 3 }
`
const flow = (name: string, on: string, budget = 10_000, holdout = 50) => `
flow: ${name}
start: { on: ${on} }
goal: { order_within: 1d }
campaign: { budget: ${budget} UAH, holdout: ${holdout}%, until: none }
steps: [{ give: fixed_500 }]
`
const rulebook: Rulebook = rulebookOf({
  'flows/shop.yaml': SHOP,
  'flows/bad.yaml': flow('bad', 'subscribed', 50_000),
  'flows/good.yaml': flow('good', 'signed_in', 50_000),
})

let folder = ''
let now = Date.UTC(2026, 10, 23, 8)
const clock = () => now
const path = () => join(folder, 'winback.db')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-steering-'))
  now = Date.UTC(2026, 10, 23, 8)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Opened = Awaited<ReturnType<typeof openEngine>>
let events = 0
const happens = async (
  { engine }: Opened,
  who: string,
  what: Parameters<Opened['engine']['accept']>[0]['what'],
) => engine.accept({ id: `e${++events}`, at: now, trust: 'fact', from: visitor(who), what })

/** Shoppers who order anyway and use the code where there is one, and shoppers who order only where there is one. */
const history = async (opened: Opened): Promise<void> => {
  for (let n = 0; n < 80; n++) {
    for (const [name, kind] of [
      ['bad', 'subscribed'],
      ['good', 'signed_in'],
    ] as const) {
      const who = `${name}-${n}`
      await happens(opened, who, { kind })
      const id = (await opened.engine.find(visitor(who)))!
      const code = (await opened.engine.shopper(id))!.codes[0]
      if (name === 'good' && !code) continue
      // The amounts differ, as they do in life.
      const order = { id: `o-${who}`, total: 200_000 + n * 100, lines: [] }
      await happens(opened, who, {
        kind: 'order_completed',
        order,
        ...(code && { code: seal.open(code.sealed, code.id) }),
      })
    }
  }
}

const steeringOf = (opened: Opened, rules = rulebook) =>
  createSteering({ store: opened.store, rulebook: () => rules, clock })

describe('steering on a real store', () => {
  it('pauses what loses and feeds what earns, once among two processes, journaled, and can be undone', async () => {
    const opened = await openEngine({ path: path(), rulebook, clock })
    const second = await openSqliteStore(path(), { sync: 'normal' })
    await history(opened)
    now += 2 * DAY
    const one = steeringOf(opened)
    const two = createSteering({ store: second, rulebook: () => rulebook, clock })
    const { earnings } = await one.view()
    expect(earnings.get('bad')).toMatchObject({ verdict: 'loses' })
    expect(earnings.get('good')).toMatchObject({ verdict: 'earns' })
    const all: string[] = []
    for (let day = 0; day < 4; day++) {
      const done = await Promise.all([one.tick(), two.tick()])
      all.push(...done.flat().map(({ did, campaign }) => `${did} ${campaign}`))
      now += 60_000
      await Promise.all([one.tick(), two.tick()])
      now += DAY - 60_000
    }
    expect(new Set(all)).toEqual(new Set(['paused bad']))
    const doings = await one.doings()
    expect(doings.map(({ did }) => did)).toEqual(['paused', 'moved'])
    expect((await one.view()).state.moves).toEqual({
      bad: { paused: true, budget: -1_000_000 },
      good: { budget: 1_000_000 },
    })

    await happens(opened, 'late', { kind: 'subscribed' })
    const late = (await opened.engine.find(visitor('late')))!
    expect((await opened.engine.shopper(late))!.enrolments).toEqual([])

    const entries: string[] = []
    for await (const { shopper, entry } of opened.store.records.journal(0))
      if (shopper === '') entries.push((JSON.parse(entry) as { kind: string }).kind)
    expect(entries.filter((kind) => kind === 'steered').length).toBeGreaterThanOrEqual(2)

    expect((await one.undo(null))!.moves.bad?.paused).toBeUndefined()
    now += 60_000
    await one.tick()
    expect((await one.view()).state.moves).toEqual({})
    await second.close()
    await opened.close()
  })

  it('issues up to the budget in force, and not one code more', async () => {
    const small = rulebookOf({
      'flows/shop.yaml': SHOP,
      'flows/bad.yaml': flow('bad', 'subscribed', 2000, 0),
      'flows/good.yaml': flow('good', 'signed_in', 2000, 0),
    })
    const opened = await openEngine({ path: path(), rulebook: small, clock })
    const moves = { bad: { budget: -100_000 }, good: { budget: 100_000 } }
    const state = { looked: now, moves, coming: [], losing: {}, doings: [] }
    await opened.store.notes.put('campaigns', 0, JSON.stringify(state))
    for (let n = 0; n < 10; n++) {
      await happens(opened, `b${n}`, { kind: 'subscribed' })
      await happens(opened, `g${n}`, { kind: 'signed_in' })
    }
    const budgets = await opened.store.records.budgets()
    expect(budgets.find(({ budget }) => budget === 'bad')?.reserved).toBe(100_000)
    expect(budgets.find(({ budget }) => budget === 'good')?.reserved).toBe(300_000)
    await opened.close()
  })
})
