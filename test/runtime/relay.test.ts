// What leaves, on a real data file and against a real server that hangs: nobody waits for somebody else's slow message.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newShopper } from '../../src/core/shopper.ts'
import { type Channel, DeliveryError } from '../../src/ports/channel.ts'
import type { OutboxItem } from '../../src/ports/outbox.ts'
import { createDeliver } from '../../src/runtime/deliver.ts'
import { createRelay } from '../../src/runtime/relay.ts'
import { createWays } from '../../src/runtime/ways.ts'
import { createSeal } from '../../src/seal.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'
import { rulebookOf } from '../core/world.ts'
import { anItem, commitItems as commitOf } from '../stores/contract/making.ts'
import { KEY } from './open-engine.ts'

const rulebook = rulebookOf({})

/** Somebody whom nothing is known of that speaks against a mailing. */
const ANN = JSON.stringify(newShopper('ann', 0))
const commitItems = (store: Parameters<typeof commitOf>[0], items: readonly OutboxItem[]) =>
  commitOf(store, items, { document: ANN })

/** Mailings hang until they are let go; answers are taken at once. */
let server: Server
let url = ''
let taken: string[] = []
let hanging: ServerResponse[] = []
let status = 200
beforeEach(async () => {
  taken = []
  hanging = []
  status = 200
  server = createServer((request, response) => {
    const [, kind = '', key = ''] = (request.url ?? '').split('/')
    if (kind === 'mailing') hanging.push(response)
    else {
      taken.push(key)
      response.writeHead(status).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-relay-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

let now = Date.UTC(2026, 10, 23, 8)
const nothing = () => {}
const message = (to: string, answer: boolean) =>
  JSON.stringify({ to: { channel: 'there', id: to }, text: 'Hello', lang: 'en', answer, choices: [] })
const mailing = (n: number, more: Partial<OutboxItem> = {}): OutboxItem =>
  anItem({
    ...{ id: `mailing-${n}`, lane: `there:m${n}`, rank: 1, due: now, payload: message(`m${n}`, false) },
    ...more,
  })
const answer = (n: number, more: Partial<OutboxItem> = {}): OutboxItem =>
  anItem({ id: `answer-${n}`, lane: `there:a${n}`, due: now, payload: message(`a${n}`, true), ...more })

const open = async (send?: Channel['send']) => {
  const store = await openSqliteStore(join(folder, 'winback.db'), { sync: 'normal' })
  const counted: string[] = []
  const channel: Channel = {
    name: 'there',
    can: { buttons: 10, text: 4096, writes_first: true },
    send:
      send ??
      (async (one) => {
        const answered = await fetch(`${url}/${one.answer ? 'answer' : 'mailing'}/${one.key}`)
        if (answered.status !== 200) throw new DeliveryError('slower', true, 5_000)
      }),
  }
  const parts = {
    ...{ store, channels: [channel], desks: [], clock: () => now, seal: createSeal(KEY) },
    ...{ holder: 'me', lease: 0, log: { info: nothing, warn: nothing, error: nothing } },
    rulebooks: { now: () => rulebook },
    meter: {
      ...{ turn: nothing, commit: nothing, code: nothing },
      delivery: (_: string, settled: string) => void counted.push(settled),
    },
  } as unknown as Parameters<typeof createDeliver>[0]
  const tell = async () => {}
  const ways = createWays(parts)
  const relay = createRelay(
    parts,
    createDeliver(parts, tell as never, { gone: tell, shown: tell, undelivered: tell }, ways),
  )
  return { store, relay, counted, ways }
}

describe('slow mailings', () => {
  it('hold up no answer, however many hang, and leave when they are let go', async () => {
    const { store, relay, counted } = await open()
    await commitItems(
      store,
      Array.from({ length: 100 }, (_, n) => mailing(n)),
    )
    await relay.look()
    await expect.poll(() => hanging.length).toBe(20)
    const atOnce = hanging.length
    await commitItems(store, [answer(1), answer(2)])
    await relay.look()
    await expect.poll(() => taken.toSorted()).toEqual(['answer-1', 'answer-2'])
    expect(hanging.length).toBe(atOnce)
    await expect.poll(() => counted).toEqual(['sent', 'sent'])
    const letGo = setInterval(() => {
      for (const response of hanging.splice(0)) response.end()
    }, 5)
    await relay.drain()
    clearInterval(letGo)
    expect(counted.filter((one) => one === 'sent')).toHaveLength(102)
    expect((await store.outbox.figures()).waiting).toBe(0)
    await store.close()
  })

  it('of one channel leave room for the mailings of another', async () => {
    const sent: string[] = []
    const { store, relay } = await open((one) => {
      sent.push(one.key)
      return one.key.startsWith('mailing') ? new Promise(() => {}) : Promise.resolve()
    })
    await commitItems(
      store,
      Array.from({ length: 60 }, (_, n) => mailing(n)),
    )
    const other = mailing(99, { id: 'other', lane: 'elsewhere:1' })
    await commitItems(store, [{ ...other, payload: message('other', false) }])
    await relay.look()
    await expect.poll(() => sent).toContain('other')
    await expect.poll(async () => (await store.outbox.figures()).waiting).toBe(60)
  })

  it('go before an answer of the same chat, and then as soon as the answer would', async () => {
    const order: string[] = []
    const { store, relay } = await open(async (one) => void order.push(one.key))
    await commitItems(
      store,
      Array.from({ length: 5 }, (_, n) => mailing(n)),
    )
    await commitItems(store, [answer(1, { lane: 'there:m4' })])
    await relay.drain()
    expect(order.slice(0, 2)).not.toContain('answer-1')
    expect(order[0]).toBe('mailing-4')
    expect(order.indexOf('answer-1')).toBeGreaterThan(order.indexOf('mailing-4'))
    await store.close()
  })
})

describe('an order of a lane', () => {
  it('holds while each takes its own time', async () => {
    const order: string[] = []
    const { store, relay } = await open(async (one) => {
      await new Promise((resolve) => setTimeout(resolve, one.key.length % 7))
      order.push(one.key)
    })
    const items = Array.from({ length: 60 }, (_, n) => answer(n, { lane: `there:${n % 5}` }))
    await commitItems(store, items)
    await relay.drain()
    expect(order).toHaveLength(60)
    for (const lane of [0, 1, 2, 3, 4]) {
      const mine = order.map((key) => Number(key.slice(7))).filter((n) => n % 5 === lane)
      expect(mine).toEqual(mine.toSorted((a, b) => a - b))
    }
    await store.close()
  })
})

describe('a drain', () => {
  it('sends everything that may leave, however much it is', async () => {
    const { store, relay, counted } = await open(async () => {})
    const lanes = Array.from({ length: 500 }, (_, n) => n)
    await commitItems(store, [...lanes.map((n) => answer(n)), ...lanes.map((n) => mailing(n))])
    await relay.drain()
    expect(counted).toHaveLength(1000)
    expect(relay.isBusy()).toBe(false)
    await store.close()
  })
})

describe('who asks us to wait', () => {
  it('is waited for as long as asked, and given up only after many times', async () => {
    const { store, relay, counted } = await open()
    status = 429
    await commitItems(store, [answer(1)])
    for (let n = 0; n < 20; n++) {
      await relay.drain()
      expect(await store.outbox.next()).toBe(now + 5_000)
      now += 4_999
      await relay.drain()
      expect(taken).toHaveLength(n + 1)
      now += 1
    }
    status = 200
    await relay.drain()
    expect(counted.at(-1)).toBe('sent')
    await store.close()
  })
})

describe('an answer that was lost', () => {
  it('is followed by one repeat at most, and that is counted', async () => {
    let tries = 0
    const { store, relay, counted } = await open(async () => {
      if (++tries === 1) throw new DeliveryError('no_answer', true, 10, false, true)
    })
    await commitItems(store, [answer(1)])
    await relay.drain()
    now += 1_000
    await relay.drain()
    expect(tries).toBe(2)
    expect(counted).toEqual(['put_off', 'repeated', 'sent'])
    await store.close()
  })

  it('by a death between sending and settling is counted too', async () => {
    const { store, relay, counted } = await open(async () => {})
    await commitItems(store, [answer(1)])
    await store.outbox.lease(now, 1, 'one that died', now)
    await relay.drain()
    expect(counted).toEqual(['repeated', 'sent'])
    await store.close()
  })

  it('is none where the store fails: what was sent is settled later, and not sent again', async () => {
    let tries = 0
    const { store, relay } = await open(async () => void tries++)
    const { settle } = store.outbox
    let fails = true
    Object.assign(store.outbox, {
      settle: (...all: Parameters<typeof settle>) =>
        fails ? Promise.reject(new Error('full')) : settle(...all),
    })
    await commitItems(store, [answer(1)])
    await relay.drain().catch(nothing)
    fails = false
    await relay.drain().catch(nothing)
    await relay.drain().catch(nothing)
    expect(tries).toBe(1)
    expect((await store.outbox.figures()).waiting).toBe(0)
    await store.close()
  })
})

describe('another side that is down', () => {
  const down = () => Promise.reject(new DeliveryError('unreachable', true))
  const open300 = async (send: Channel['send']) => {
    const world = await open(send)
    const lanes = Array.from({ length: 150 }, (_, n) => n)
    await commitItems(world.store, [
      ...lanes.map((n) => mailing(n)),
      ...lanes.map((n) => answer(n, { payload: message(`a${n}`, true) })),
    ])
    const next = async (): Promise<void> => {
      now = Math.max(now, (await world.store.outbox.next()) ?? now)
      await world.relay.drain()
    }
    return { ...world, next }
  }

  it('is asked by one item at a time, ever more seldom, and is told of; nothing is given up', async () => {
    let tries = 0
    const { store, relay, next, ways } = await open300(() => {
      tries++
      return down()
    })
    await relay.drain()
    const atFirst = tries
    expect(atFirst).toBeLessThanOrEqual(64)
    expect(ways.outages()).toEqual([{ way: 'there', since: now, why: 'unreachable' }])
    const end = now + 3 * 3_600_000
    while (now < end) await next()
    // At 10, 20, 40 ... seconds, then every ten minutes.
    expect(tries - atFirst).toBeLessThanOrEqual(26)
    expect(await store.outbox.figures()).toMatchObject({ waiting: 300, parked: 0 })
    await store.close()
  })

  it('is sent what has waited at a pace when it is back: answers first, each once', async () => {
    let isDown = true
    const at: { readonly key: string; readonly time: number }[] = []
    const { store, relay, next, ways } = await open300(async ({ key }) => {
      if (isDown) return down()
      at.push({ key, time: now })
    })
    await relay.drain()
    const end = now + 3_600_000
    while (now < end) await next()
    isDown = false
    while ((await store.outbox.figures()).waiting > 0) await next()
    expect(new Set(at.map(({ key }) => key)).size).toBe(300)
    expect(at).toHaveLength(300)
    const most = Math.max(
      ...at.map(({ time }) => at.filter((one) => one.time >= time && one.time < time + 1_000).length),
    )
    expect(most).toBeLessThanOrEqual(45)
    const last = at.findLastIndex(({ key }) => key.startsWith('answer'))
    expect(at.slice(0, last).filter(({ key }) => key.startsWith('mailing')).length).toBeLessThan(75)
    expect(ways.outages()).toEqual([])
    await store.close()
  })

  it('leaves to the others what goes to them', async () => {
    const sent: string[] = []
    const { store, relay } = await open(async ({ to }) => {
      if (to.id !== 'there') return down()
      sent.push(to.id)
    })
    for (let n = 0; n < 8; n++) await commitItems(store, [answer(n)])
    await commitItems(store, [answer(9, { lane: 'elsewhere:1', payload: message('there', true) })])
    await relay.drain()
    expect(sent).toEqual(['there'])
    await store.close()
  })

  it('that may have taken a message twice is not sent it for a third time; a word of "failed" is no such doubt', async () => {
    for (const [lost, ends] of [
      [true, 'parked'],
      ['maybe', 'put_off'],
    ] as const) {
      const { store, relay, counted } = await open(() =>
        Promise.reject(new DeliveryError('no_answer', true, null, false, lost)),
      )
      await commitItems(store, [answer(1, { id: `one-${lost}` })])
      for (let n = 0; n < 7; n++) {
        await relay.drain()
        now += 3_600_000 / 4
      }
      expect(counted.at(-1)).toBe(ends)
      expect(counted.filter((one) => one === 'repeated').length).toBe(lost === true ? 1 : 6)
      await store.outbox.lease(now + 9e8, 9, 'me', now + 9e9)
      await store.outbox.settle(`one-${lost}`, 'me', { kind: 'sent' })
      await store.close()
    }
  })
})
