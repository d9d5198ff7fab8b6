// What becomes of a message that its channel gives up, on a real engine and a real file: the next channel has it, once,
// whatever happens between the steps.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Channel, DeliveryError, type Outgoing } from '../../src/ports/channel.ts'
import type { Store } from '../../src/ports/store.ts'
import { rulebookOf, SHOP } from '../core/world.ts'
import { newFolder } from '../server.ts'
import { openEngine, visitor } from './open-engine.ts'

const REACH = `${SHOP}channels: [web, email, sms]\ncontact: { at_most: none, channels: { email: { needs: nothing }, sms: { needs: nothing } } }\n`
const FLOW = `flow: back
start: { on: signed_in }
campaign: { budget: 5000 UAH, until: none }
steps:
  - { say: bot.thanks, channel: [email, sms] }
`
const UNIT = `flow: back
start: { on: signed_in }
campaign: { budget: 5000 UAH, until: none }
steps:
  - together:
      - { channel: email, give: fixed_100 }
      - { channel: sms, say: bot.agent_told }
`

describe('a message that is given up', () => {
  const folders: string[] = []
  const closes: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closes.splice(0)) await close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  const open = async (
    flow: string,
    fails: (message: Outgoing) => boolean,
    between?: (store: Store) => Store,
  ) => {
    const sent: string[] = []
    const channelOf = (name: string): Channel => ({
      ...{ name, can: { buttons: 0, text: 4096, writes_first: true } },
      send: async (message) => {
        if (fails(message)) throw new DeliveryError('refused', false)
        sent.push(name)
      },
    })
    const folder = newFolder()
    folders.push(folder)
    let now = Date.UTC(2026, 10, 23, 9)
    const opened = await openEngine({
      ...{
        path: join(folder, 'winback.db'),
        rulebook: rulebookOf({ back: flow }, REACH),
        clock: () => now,
        lease: 0,
      },
      ...{ channels: ['web', 'email', 'sms'].map(channelOf), ...(between && { between }) },
    })
    closes.push(opened.close)
    const { engine, store } = opened
    const from = visitor(1)
    const traits = { email: 'a@example.com', phone: '+380671234567' }
    const also = [{ channel: 'email', id: 'a@example.com' }]
    await engine.accept({
      id: 'who',
      at: now,
      trust: 'fact',
      from,
      also,
      what: { kind: 'identified', traits },
    })
    await engine.accept({ id: 'in', at: now, trust: 'fact', from, what: { kind: 'signed_in' } })
    const settle = async () => {
      now += 60_000
      await engine.settle(now)
    }
    return { engine, store, sent, settle }
  }
  const isMail = ({ to }: Outgoing): boolean => to.channel === 'email'

  it('goes out by the next channel, stands in the talk once, and agents see the one that failed', async () => {
    const { engine, store, sent, settle } = await open(FLOW, isMail)
    await settle()
    await settle()
    expect(sent).toEqual(['sms'])
    const shopper = (await engine.find(visitor(1)))!
    const lines = await store.records.lines(shopper, 0, 100)
    expect(lines.filter(({ who }) => who === 'bot')).toHaveLength(1)
    expect(await store.outbox.parked(10)).toMatchObject([{ lane: 'email:a@example.com', why: 'refused' }])
  })

  it('where no channel is left, it is given up', async () => {
    const { store, sent, settle } = await open(FLOW, () => true)
    for (let n = 0; n < 4; n++) await settle()
    expect(sent).toEqual([])
    expect(await store.outbox.parked(10)).toHaveLength(2)
  })

  it('a store that dies before it is settled doubles nothing', async () => {
    let deaths = 2
    const dying = (store: Store): Store => ({
      ...store,
      outbox: {
        ...store.outbox,
        settle: async (...about) => {
          if (about[2].kind === 'parked' && deaths-- > 0) throw new Error('the disk is gone')
          return store.outbox.settle(...about)
        },
      },
    })
    const { sent, settle } = await open(FLOW, isMail, dying)
    for (let n = 0; n < 5; n++) await settle().catch(() => {})
    expect(sent).toEqual(['sms'])
  })

  it('nothing points to a letter that did not go', async () => {
    const { sent, settle } = await open(UNIT, isMail)
    for (let n = 0; n < 3; n++) await settle()
    expect(sent).toEqual([])
    const fine = await open(UNIT, () => false)
    for (let n = 0; n < 3; n++) await fine.settle()
    expect(fine.sent).toEqual(['email', 'sms'])
  })

  it('what the whole shop has learnt is measured, once there is enough of it', async () => {
    const { engine, store } = await open(FLOW, () => false)
    await engine.measure()
    expect(await store.notes.get('reached')).toBeNull()
    const document = (n: number, channel: string) =>
      JSON.stringify({
        id: `s${n}`,
        orders: { count: 0 },
        reaching: { by: { [channel]: { sent: 11, won: n } } },
      })
    const { keepReached, addReached } = await import('../../src/runtime/reached-note.ts')
    const sums = {}
    for (const [n, channel] of [
      [1, 'email'],
      [2, 'email'],
      [3, 'sms'],
      [4, 'sms'],
      [5, 'web'],
    ] as const)
      addReached(sums, JSON.parse(document(n, channel)).reaching)
    await keepReached(store.notes, sums)
    expect(JSON.parse((await store.notes.get('reached'))!.value)).toEqual({
      ...{ email: { sent: 22, won: 3 }, sms: { sent: 22, won: 7 } },
    })
  })
})
