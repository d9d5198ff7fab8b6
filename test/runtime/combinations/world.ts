// A real engine, or two on one data file, on which anything may be done in any order: closed and opened in between,
// under another key, under other rules. What was answered is remembered, to be asked again.
import { rmSync } from 'node:fs'
import { expect } from 'vitest'
import { type Code, isLive } from '../../../src/core/codes/code.ts'
import type { Address, Happening } from '../../../src/core/event.ts'
import type { Order } from '../../../src/core/orders/order.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import type { Accepted, Engine, Incoming } from '../../../src/runtime/engine.ts'
import { sealForPool } from '../../../src/runtime/pool-codes.ts'
import { resealAll } from '../../../src/runtime/reseal.ts'
import { createSeal, lastingOf } from '../../../src/seal.ts'
import { openEngine, visitor } from '../open-engine.ts'
import { checkBooks } from './books.ts'
import { RULEBOOKS } from './shop.ts'

const DAY = 86_400_000
const FIRST_KEY = new Uint8Array(32).fill(1)
const keyOf = (n: number) => new Uint8Array(32).fill(n)
const lasting = lastingOf(FIRST_KEY)

type Call = {
  readonly at: number
  readonly ask: () => Promise<Accepted>
  readonly told: unknown
  readonly what: string
}

export const openWorld = async (path: string, people: number, from: number) => {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
  let [now, key, rules, events, turn] = [from, 1, 0, 0, 0]
  let seal = createSeal(keyOf(key), { lasting })
  const calls: Call[] = []
  const texts = new Set<string>()

  const open = () =>
    openEngine({
      ...{
        path,
        rulebook: RULEBOOKS[0]!,
        others: RULEBOOKS,
        inForce: () => RULEBOOKS[rules]!,
        clock: () => now,
      },
      ...{ lease: 0, seal },
    })
  let both = [await open(), await open()] as const
  const engine = (): Engine => both[turn++ % 2]!.engine
  const store = () => both[0].store
  const reopen = async () => {
    for (const one of both) await one.close()
    both = [await open(), await open()]
  }

  let isChanging = false
  /** What came in under the older key is sealed anew, and that key is gone. */
  const dropOldKey = async (): Promise<void> => {
    await resealAll({ seal, rulebook: () => RULEBOOKS[rules]!, clock: () => now, store: store() })
    isChanging = false
    seal = createSeal(keyOf(key), { lasting })
    await reopen()
  }
  /** A new key, with everything that came in under the older one still out. */
  const changeKey = async (): Promise<void> => {
    if (isChanging) await dropOldKey()
    isChanging = true
    const old = keyOf(key++)
    seal = createSeal(keyOf(key), { old, lasting })
    await reopen()
  }

  const user = (n: number): Address => ({ channel: 'user', id: `u-${n}` })
  const buyer = (n: number): readonly Address[] => (n % 2 === 0 ? [user(n), visitor(n)] : [visitor(n)])

  const shopperOf = async (n: number): Promise<Shopper> => {
    const id = await both[0].engine.find(visitor(n))
    return (await both[0].engine.shopper(id ?? ''))!
  }
  const textOf = ({ sealed, id }: Code): string => {
    const text = seal.open(sealed, id)
    texts.add(text)
    return text
  }
  const noted = async (what: string, ask: () => Promise<Accepted>): Promise<Accepted> => {
    const told = await ask()
    if (told.kind === 'parked') throw new Error(`${what} was parked: ${told.why}`)
    const isTurn = told.kind === 'done' && !told.repeat && told.shopper !== ''
    if (isTurn) calls.push({ at: now, ask, what, told: told.reply })
    return told
  }
  const accept = (from: Incoming['from'], what: Happening, more: Partial<Incoming> = {}) => {
    const incoming: Incoming = { ...{ id: `e${++events}`, at: now, trust: 'fact', from, what }, ...more }
    return noted(what.kind, () => engine().accept(incoming))
  }

  const redeem = async (who: number, text: string, order: Order): Promise<Accepted> => {
    const [id, at] = [`e${++events}`, now]
    const before = await engine().validate(text, order, buyer(who), '203.0.113.7')
    const told = await noted(`redeem ${order.id}`, () =>
      engine().redeem(id, text, order, buyer(who), at, '203.0.113.7'),
    )
    // What was said to the question holds for the deed, asked at the same moment.
    const reply = told.kind === 'done' ? told.reply : null
    if (before.valid) expect(reply).toMatchObject({ kind: 'redeemed', amount: before.amount })
    else expect(reply).toMatchObject({ kind: 'refused', reason: before.reason })
    if (before.valid && before.lines) expect(reply).toMatchObject({ lines: before.lines })
    return told
  }

  const world = {
    now: () => now,
    accept,
    redeem,
    buyer,
    user,
    shopperOf,
    textOf,
    settle: () => both[0].engine.settle(now),
    lock: (who: number, text: string, order: Order, time: number) => {
      const id = `e${++events}`
      return noted('lock', () => engine().lock(id, text, order, buyer(who), time))
    },
    cancel: (who: number, id: string) => accept(user(who), { kind: 'order_cancelled', order: id }),
    release: (lock: string) => engine().release(lock),
    rollBack: (redemption: string) => {
      const [id, at] = [`e${++events}`, now]
      return noted('roll back', () => engine().rollBack(id, redemption, at))
    },
    returnPoints: (spend: string) => {
      const [id, at] = [`e${++events}`, now]
      return noted('return points', () => engine().returnPoints(id, spend, at))
    },
    /** Asked again, it is the same answer, whatever came in between. */
    repeat: async (n: number): Promise<void> => {
      const call = calls[n % Math.max(1, calls.length)]
      // What is older than 30 days is no event any more.
      if (!call || call.at < now - 29 * DAY) return
      const again = await call.ask()
      expect(again, call.what).toMatchObject({ kind: 'done', repeat: true, reply: call.told })
    },
    pass: async (ms: number): Promise<void> => {
      const end = now + ms
      for (let due = await store().nextDue(); due !== null && due <= end; due = await store().nextDue()) {
        now = Math.max(now, due)
        await both[0].engine.settle(now)
      }
      now = end
      await both[0].engine.settle(now)
    },
    reopen,
    otherRules: () => {
      rules = 1 - rules
    },
    changeKey,
    dropOldKey,
    fill: (codes: readonly string[]) => {
      for (const code of codes) texts.add(code)
      return store().pools.add(
        'partner',
        codes.map((code) => sealForPool(seal, code, null)),
      )
    },
    check: () => checkBooks(store(), 4_000),
    liveOf: async (n: number) => (await shopperOf(n)).codes.filter((code) => isLive(code, now)),
    texts: () => texts,
    close: async () => {
      for (const one of both) await one.close()
    },
  }
  for (let n = 0; n < people; n++) {
    const opens = { kind: 'chat_opened', address: visitor(n) } as const
    await accept(visitor(n), opens)
    // Two of them are one person with two mailboxes that are one.
    const email = n < 2 ? ['ira.koval@gmail.com', 'irakoval+shop@gmail.com'][n]! : `p${n}@shop.example`
    await accept(visitor(n), { kind: 'identified', traits: { email } }, { also: [user(n)] })
  }
  await world.settle()
  return world
}

export type World = Awaited<ReturnType<typeof openWorld>>
