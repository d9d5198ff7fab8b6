// Pieces on a real engine and a real file: a restart in between, two tabs, and what they bring in the journal and at the desk.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shippedRulebook } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const START = Date.UTC(2026, 10, 23, 8, 0)
let folder = ''
let now = START
let n = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winback-pieces-'))
  now = START
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = () => openEngine({ path: join(folder, 'a.db'), rulebook: shippedRulebook(), clock: () => now })
type Opened = Awaited<ReturnType<typeof open>>

const says = ({ engine }: Opened, text: string, at = now) =>
  engine.accept({
    ...{ id: `e${++n}`, at, trust: 'fact', from: visitor(1) },
    what: { kind: 'said', text, address: visitor(1) },
  })

const pass = async ({ engine }: Opened, ms: number): Promise<void> => {
  now += ms
  await engine.settle(now)
}

const shopperOf = async ({ engine }: Opened) => (await engine.shopper((await engine.find(visitor(1)))!))!

it('a restart between two pieces loses none: they are read as one', async () => {
  const before = await open()
  await says(before, 'хочемо замовити оптом для компанії')
  await before.close()
  now += 500
  const after = await open()
  await says(after, '200 штук до п’ятниці')
  await pass(after, 2_000)
  const shopper = await shopperOf(after)
  expect(shopper.heard).toBeNull()
  expect(shopper.said).toMatchObject({ quantity: 200 })
  expect(shopper.tickets).toMatchObject([
    { reason: 'bulk_order', said: { quantity: 200, by: shopper.said!.by } },
  ])
  const journal: string[] = []
  for await (const entry of after.store.records.journal(0)) journal.push(JSON.stringify(entry))
  expect(journal.join('\n').replaceAll('\\', '')).toContain('"quantity":200')
  await after.close()
})

it('a restart after the last piece: it is answered when its time has come', async () => {
  const before = await open()
  await says(before, 'сколько стоит доставка?')
  await before.close()
  const after = await open()
  await pass(after, 2_000)
  expect((await shopperOf(after)).heard).toBeNull()
  expect((await after.store.records.lines((await shopperOf(after)).id, 0, 50)).at(-1)?.text).toContain('120')
  await after.close()
})

it('pieces of two tabs are one message, in the order in which they were written', async () => {
  const opened = await open()
  now = START + 1_000
  await says(opened, 'третья', START + 300)
  await says(opened, 'первая', START + 100)
  await says(opened, 'вторая', START + 200)
  expect((await shopperOf(opened)).heard?.pieces).toEqual(['первая', 'вторая', 'третья'])
  await opened.close()
})
