// The doors that every desk is made with, on a real engine and store: what Slack or Teams get is what the built-in desk gets.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Channel, DeliveryError } from '../../src/ports/channel.ts'
import type { DeskDoors } from '../../src/ports/desk-doors.ts'
import { createDeliveries } from '../../src/runtime/deliveries.ts'
import { createDeskDoors, doorsOf } from '../../src/start/desk-doors.ts'
import { createDeskFiles } from '../../src/start/desk-files.ts'
import { shippedRulebook } from '../core/world.ts'
import { openEngine } from '../runtime/open-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'winback-doors-'))
const from = { channel: 'chat', id: '7' }
let isBlocked = false
let isBusy = false
const chat: Channel = {
  name: 'chat',
  can: { buttons: 8, text: 4096, writes_first: true },
  send: async () => {
    if (isBlocked) throw new DeliveryError('blocked', false)
    if (isBusy) throw new DeliveryError('busy', true)
  },
  open: async () => ({ type: 'image/png', bytes: Buffer.from('png') }),
}

let world: Awaited<ReturnType<typeof openEngine>>
let doors: DeskDoors
let deliveries: ReturnType<typeof createDeliveries>
let shopper = ''
let ticket = ''
let n = 0
let now = Date.UTC(2026, 10, 23, 10)

const says = (text: string, more: object = {}) =>
  world.engine.accept({
    ...{ id: `chat:7:${++n}`, at: now, trust: 'fact', from },
    what: { kind: 'said', text, address: from, choice: 'human', ...more },
  })
const view = async () => (await doors.ticket(ticket))!
const lineOf = async (text: string) => (await view()).lines.findLast((line) => line.text === text)

beforeAll(async () => {
  world = await openEngine({
    path: join(folder, 'w.db'),
    rulebook: shippedRulebook(),
    channels: [chat],
    lease: 0,
    clock: () => now,
  })
  const { engine, store } = world
  deliveries = createDeliveries(store)
  const file = createDeskFiles({ engine: () => engine, records: store.records, channels: () => [chat] })
  doors = createDeskDoors({
    ...{ records: store.records, catalogue: store.catalogue, outbox: store.outbox, clock: () => now, file },
    ...{
      engine: () => engine,
      moves: async () => ({}),
      delivered: deliveries.of,
      team: () => ['Olena', 'Taras'],
    },
  })
  const heard = await says('a person, please', { attachments: [{ medium: 'photo', ref: 'r1', size: 3 }] })
  shopper = heard.kind === 'done' ? heard.shopper : ''
  ticket = (await doors.waiting())[0]?.id ?? ''
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the doors of a desk', () => {
  it('show what came beside words, without the place that it lies at, and open it', async () => {
    const line = (await view()).lines[0]!
    expect(line.attachments).toEqual([{ n: 0, medium: 'photo', size: 3 }])
    expect(JSON.stringify(await view())).not.toContain('"r1"')
    expect((await doors.file(shopper, line.seq, 0))?.bytes).toEqual(Buffer.from('png'))
    expect(await doors.file(shopper, line.seq, 1)).toBeNull()
    expect(await doors.file('nobody', 1, 0)).toBeNull()
  })

  it('tell how far words have got, and why they did not', async () => {
    const slack = doorsOf(doors, 'slack')
    const send = async (text: string) => {
      expect(await slack.act('Olena', text, shopper, { act: 'send', ticket, text })).toMatchObject({
        kind: 'done',
      })
      return lineOf(text)
    }
    expect(await send('one')).toMatchObject({ delivery: 'waiting', failed: null, by: 'Olena' })
    await world.engine.settle(now)
    expect(await lineOf('one')).toMatchObject({ delivery: 'sent' })
    isBusy = true
    await send('two')
    await world.engine.settle(now)
    expect(await lineOf('two')).toMatchObject({ delivery: 'waiting' })
    isBusy = false
    isBlocked = true
    now += 60_000
    await world.engine.settle(now)
    expect(await lineOf('two')).toMatchObject({ delivery: 'failed', failed: 'blocked' })
    const lines = await world.store.records.lines(shopper, 0, 99)
    const one = lines.find(({ text }) => text === 'one')!
    expect(one).toMatchObject({ desk: 'slack' })
    expect(await deliveries.note([one.item!])).toBe(true)
    expect(await deliveries.note([one.item!])).toBe(false)
    expect(await lineOf('one')).toMatchObject({ delivery: 'delivered' })
  })

  it('take a digest, a role and the name of the desk, and answer the same to a repeat', async () => {
    const { rules } = await view()
    const offer = rules.offers.find(({ kind }) => kind === 'amount')!
    expect(await doors.quote(shopper, ticket, rules.campaign.name, offer.name)).toMatchObject({
      digest: offer.digest,
    })
    const gives = { offer: offer.name, ceiling: offer.ceiling }
    const stale = { act: 'approve', ticket, ...gives, digest: '0000000000000000' } as const
    expect(await doors.act('Olena', 'k1', shopper, stale)).toMatchObject({ reason: 'changed', cart: 0 })
    const fresh = { ...stale, digest: offer.digest }
    // A role that the shop does not name says yes to nothing alone.
    const first = await doors.act('Olena', 'k2', shopper, fresh, 'nobody_knows', 'slack')
    expect(first).toMatchObject({ kind: 'refused', reason: 'second_agent', by: 'Olena' })
    expect(await doors.act('Olena', 'k2', shopper, fresh, 'nobody_knows', 'slack')).toEqual(first)
    expect((await view()).ticket?.first).toMatchObject({ by: 'Olena', desk: 'slack', digest: offer.digest })
    expect(await doorsOf(doors, 'slack').act('Taras', 'k3', shopper, fresh)).toMatchObject({ kind: 'done' })
    expect((await view()).lines.findLast(({ did }) => did?.act === 'approve')?.did).toEqual({
      ...{ act: 'approve', offer: offer.name, with: 'Olena', desk: 'slack' },
    })
  })

  it('have saved replies, with whoever is said put in', () => {
    expect(doors.replies('uk', { name: null, agent: 'Ольга' })[0]).toEqual({
      ...{ name: 'hello', text: 'Вітаю! Це Ольга, Zatyshok. Чим допомогти?' },
    })
    expect(doors.replies('en')[0]?.text).toBe('Hello, {name}! This is {agent} from Zatyshok. How can I help?')
  })
})
