// How likely a visit ends in an order is stamped on the event where rules ask for it, and journaled: decided again from the
// journal alone, the same comes out.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decide } from '../../src/core/decide.ts'
import type { Event } from '../../src/core/event.ts'
import { newShopper, type Shopper } from '../../src/core/shopper.ts'
import { buysNow } from '../../src/understand/sessions/page-model.ts'
import { MINUTE, rulebookOf, START } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-chance-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const flow = (when: string): string => `
flow: help
about: Help whoever hesitates and hardly buys.
start: { on: hesitation, when: ${when}, at_most: once per 7d }
goal: { order_within: 3d }
campaign: { budget: none, holdout: 0%, until: none }
steps:
  - say: hesitation.here
`

const visit = async (when: string, name: string) => {
  const rulebook = rulebookOf({ help: flow(when) })
  let now = START
  const path = join(folder, name)
  const chance = { buys: buysNow }
  const { engine, store, close } = await openEngine({ path, rulebook, clock: () => now, lease: 0, chance })
  const tells = (what: object) => {
    now += MINUTE
    const id = `e${now}`
    return engine.accept({ id, at: now, trust: 'hint', from: visitor(1), what: what as never })
  }
  await tells({ kind: 'cart_changed', change: 'add', lines: [{ item: 'mug', price: 39_000, quantity: 1 }] })
  for (const page of ['delivery', 'cart', 'delivery', 'cart', 'delivery'])
    await tells({ kind: 'viewed', page })
  await tells({ kind: 'hesitated', sign: 'exit_intent' })
  const events: Event[] = []
  let shopper: Shopper | null = null
  let again: Shopper | null = null
  for await (const { shopper: id, entry } of store.records.journal(0)) {
    const { event } = JSON.parse(entry) as { event: Event }
    events.push(event)
    const before: Shopper = again ?? newShopper(id, event.received)
    const decision = decide({ now: rulebook, pinned: {} }, before, event)
    if (decision.kind === 'decided') again = decision.shopper
    shopper = await engine.shopper(id)
  }
  const around = await engine.around(shopper!)
  await close()
  return { events, shopper, again, around }
}

describe('the chance of an order', () => {
  it('is stamped and journaled where the rules ask for it', async () => {
    const { events, shopper, again, around } = await visit(
      "'hesitation.level >= 0.4 && session.buys < 0.9'",
      'a.db',
    )
    expect(events[0]?.around?.buys).toBeUndefined()
    for (const { around } of events.slice(2)) {
      expect(around?.buys).toBeGreaterThan(0)
      expect(around?.buys).toBeLessThan(1)
    }
    expect(Object.keys(shopper?.starts ?? {})).toEqual(['help'])
    // Addresses are sealed in the journal, and nothing else of this visit.
    expect({ ...again, addresses: [] }).toEqual({ ...shopper, addresses: [] })
    expect(around?.buys).toBeGreaterThan(0)
  })

  it('is not, where they do not; the desk is told all the same', async () => {
    const { events, around } = await visit('hesitation.level >= 0.4', 'b.db')
    expect(events.filter(({ around }) => around?.buys !== undefined)).toEqual([])
    expect(around?.buys).toBeGreaterThan(0)
  })
})
