// Orders told ten times each, shuffled, fifty at once, to two processes, one in ten of them with another sum under the
// same id on the way: each counts once, as it was told first, and the others are refused.
import { readDocument } from '../../../src/core/document.ts'
import type { Store } from '../../../src/ports/store.ts'
import { chanceOf } from '../chance.ts'
import type { Ordeal, Torture, Verdict } from '../part.ts'
import { freePort, startServer } from '../server.ts'
import { writeShop } from '../shop.ts'
import { REDIS, SQLITE, type StoreKind } from '../store-kind.ts'
import { beside, byHttp, type Taker } from './takers.ts'

const SIZES = { short: 300, long: 10_000 }
const TIMES = 10
const AT_ONCE = 50
/** Orders of one shopper. */
const OF_ONE = 20

type Told = { readonly event: number; readonly total: number }
type Answered = Told & { readonly answer: string }

const bodyOf = ({ event, total }: Told): unknown => ({
  ...{ messageId: `order-${event}`, userId: `u-${Math.floor(event / OF_ONE)}`, event: 'Order Completed' },
  properties: { order_id: `o-${event}`, total, currency: 'UAH' },
})

/** What is wrong with the answers to one event. */
const judge = (event: number, answers: readonly Answered[]): readonly string[] => {
  const first = answers.filter(({ answer }) => answer === 'accepted')
  if (first.length !== 1)
    return [`event ${event} was accepted ${first.length} times: ${JSON.stringify(answers)}`]
  const { total } = first[0]!
  return answers
    .filter((one) => one !== first[0] && one.answer !== (one.total === total ? 'repeat' : 'id_reused'))
    .map((one) => `event ${event} with ${one.total} after ${total}: ${one.answer}`)
}

/** Sums of all shoppers, in minor units. */
const sumsOf = async (store: Store) => {
  const sums = { events: await store.records.eventCount(), orders: 0, total: 0 }
  for await (const document of store.records.shoppers()) {
    const { orders } = readDocument(document)
    sums.orders += orders.count
    sums.total += orders.sum
  }
  await store.close()
  return sums
}

const run = async (kind: StoreKind, { seed, size, log, folder }: Ordeal): Promise<Verdict> => {
  const chance = chanceOf(seed)
  const count = SIZES[size]
  writeShop(folder, 1_000)
  const { envOf, look, close } = await kind.open(folder)
  const told = chance.shuffled(
    Array.from({ length: count }, (_, event): Told[] => {
      const total = chance.between(100, 5_000)
      const same = Array.from({ length: TIMES }, () => ({ event, total }))
      if (!chance.isOneIn(10)) return same
      return same.with(chance.between(0, TIMES - 1), { event, total: total + 1 })
    }).flat(),
  )
  const ports = await Promise.all(Array.from({ length: kind.servers }, freePort))
  const servers = ports.map((port, n) => startServer(folder, port, envOf(n)))
  const takers: Taker[] = []
  try {
    for (const { ready } of servers) if (!(await ready)) throw new Error('a server did not start')
    takers.push(...ports.map((port) => byHttp(`http://127.0.0.1:${port}`)))
    if (kind === SQLITE) takers.push(await beside(folder))
    const answers = Map.groupBy([] as Answered[], ({ event }) => event)
    const by = takers.map(() => 0)
    let next = 0
    const began = performance.now()
    const work = async (): Promise<void> => {
      while (next < told.length) {
        const one = told[next++]!
        const n = chance.between(0, takers.length - 1)
        const answer = await takers[n]!.take(bodyOf(one))
        if (answer === 'accepted') by[n]!++
        answers.set(one.event, [...(answers.get(one.event) ?? []), { ...one, answer }])
        if (next % 10_000 === 0) log(`${next} told`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    const seconds = (performance.now() - began) / 1000
    for (const taker of takers) taker.end()
    for (const one of servers) await one.kill('SIGTERM')
    const wrong = [...answers].flatMap(([event, all]) => judge(event, all))
    const accepted = [...answers.values()].flat().filter(({ answer }) => answer === 'accepted')
    const refused = [...answers.values()].flat().filter(({ answer }) => answer === 'id_reused').length
    const expected = {
      events: count,
      orders: count,
      total: accepted.reduce((sum, { total }) => sum + total * 100, 0),
    }
    const sums = await sumsOf(await look())
    if (JSON.stringify(sums) !== JSON.stringify(expected))
      wrong.push(`it came to ${JSON.stringify(sums)}, not ${JSON.stringify(expected)}`)
    return {
      wrong: wrong.slice(0, 20),
      figures: {
        ...{ events: count, told: told.length, 'refused as changed': refused },
        'accepted by each': by.join(' + '),
        'a second': Math.round(told.length / seconds),
      },
    }
  } finally {
    for (const taker of takers) taker.end()
    for (const one of servers) await one.kill('SIGKILL')
    await close()
  }
}

export const eventsOn = (kind: StoreKind): Torture => ({
  name: kind === SQLITE ? 'events' : `events-${kind.name}`,
  about: `on ${kind.name}, events told ten times each to two processes, some changed: each counts once`,
  run: (ordeal) => run(kind, ordeal),
})

export const events = eventsOn(SQLITE)
export const eventsRedis = eventsOn(REDIS)
