// The gate in a world of virtual time: one server that does so much a second, and more that is asked of it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WORKS, type Work } from '../../../src/ports/gate.ts'
import type { Overloaded } from '../../../src/ports/store-error.ts'
import { createGate } from '../../../src/runtime/gate/gate.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'setInterval'] }))
afterEach(() => vi.useRealTimers())

type Ended = { readonly work: Work; readonly key: string; readonly ms: number; readonly refused?: Overloaded }

/** A machine that finishes `aSecond` pieces of work, one after another. */
const createWorld = (aSecond: number, left = 0) => {
  const now = () => performance.now()
  const waited: Record<Work, number[]> = { money: [], agents: [], talk: [], looks: [] }
  const meter = { refused: () => {}, waited: (work: Work, ms: number) => void waited[work].push(ms) }
  const gate = createGate({ now, left: () => left, meter })
  const ended: Ended[] = []
  let free = 0
  let most = 0
  let here = 0
  const task = async (): Promise<void> => {
    most = Math.max(most, ++here)
    free = Math.max(free, now()) + 1000 / aSecond
    await new Promise((resolve) => setTimeout(resolve, free - now()))
    here--
  }
  const ask = (work: Work, key: string, patient = false): Promise<void> => {
    const began = now()
    const end = (refused?: Overloaded): void =>
      void ended.push({ work, key, ms: now() - began, ...(refused && { refused }) })
    return gate.run(work, key, task, patient).then(
      () => end(),
      (error: Overloaded) => end(error),
    )
  }
  /** So many a second of each kind, evenly, for so long. */
  const offer = async (rates: Partial<Record<Work, number>>, ms: number, keys = 100_000): Promise<void> => {
    let n = 0
    const owed: Record<string, number> = {}
    for (let at = 0; at < ms; at += 5) {
      for (const work of WORKS) {
        owed[work] = (owed[work] ?? 0) + ((rates[work] ?? 0) * 5) / 1000
        for (; owed[work]! >= 1; owed[work]!--) void ask(work, `${work} ${n++ % keys}`)
      }
      await vi.advanceTimersByTimeAsync(5)
    }
  }
  const of = (work: Work, all = ended) => {
    const mine = all.filter((one) => one.work === work)
    const done = mine.filter(({ refused }) => !refused).map(({ ms }) => ms)
    done.sort((a, b) => a - b)
    return {
      done: done.length,
      refused: mine.length - done.length,
      p99: done[Math.floor(done.length * 0.99)] ?? 0,
    }
  }
  return { gate, ask, offer, of, ended, waited, most: () => most }
}

describe('the gate', () => {
  it('holds nothing up where there is room', async () => {
    const world = createWorld(1000)
    await world.offer({ talk: 300, looks: 300 }, 3000)
    await vi.advanceTimersByTimeAsync(1000)
    expect(world.of('talk').refused + world.of('looks').refused).toBe(0)
    expect(Math.max(...world.waited.looks)).toBeLessThan(50)
    expect(world.gate.isPressed()).toBe(false)
  })

  it.each([50, 400, 2000])(
    'at ten times what can be done (%i a second) what is let in is in time',
    async (aSecond) => {
      const world = createWorld(aSecond)
      await world.offer({ looks: aSecond * 10 }, 3000)
      world.ended.length = 0
      await world.offer({ looks: aSecond * 10 }, 3000)
      const { done, refused, p99 } = world.of('looks')
      expect(p99).toBeLessThan(1000)
      // Nothing of what could have been done was wasted.
      expect(done).toBeGreaterThan(aSecond * 3 * 0.9)
      expect(refused).toBeGreaterThan(aSecond * 3 * 8)
      for (const { refused } of world.ended) if (refused) expect(refused.wait).toBeGreaterThanOrEqual(1000)
    },
  )

  it('keeps room for the till and the agents, whatever shoppers and pages ask for', async () => {
    const world = createWorld(500)
    await world.offer({ money: 100, agents: 50, talk: 1000, looks: 5000 }, 5000)
    expect(world.of('money')).toMatchObject({ refused: 0 })
    expect(world.of('agents')).toMatchObject({ refused: 0 })
    expect(world.of('money').p99).toBeLessThan(300)
    expect(world.of('agents').p99).toBeLessThan(300)
    expect(world.of('talk').done).toBeGreaterThan(world.of('looks').done)
    // Nor is anybody forgotten.
    expect(world.of('looks').done).toBeGreaterThan(50)
  })

  it('even the till is refused where it alone is too much', async () => {
    const world = createWorld(200)
    await world.offer({ money: 2000 }, 4000)
    expect(world.of('money').refused).toBeGreaterThan(4000)
    expect(world.of('money').p99).toBeLessThan(1000)
  })

  it('is as it was soon after', async () => {
    const world = createWorld(300)
    await world.offer({ talk: 3000 }, 5000)
    await vi.advanceTimersByTimeAsync(2000)
    expect(world.gate.isPressed()).toBe(false)
    world.ended.length = 0
    await world.offer({ talk: 200 }, 2000)
    expect(world.of('talk')).toMatchObject({ refused: 0 })
  })

  it('has one shopper who floods wait behind themselves', async () => {
    const world = createWorld(200)
    for (let n = 0; n < 500; n++) void world.ask('talk', 'flood')
    const other = world.ask('talk', 'other')
    await vi.advanceTimersByTimeAsync(100)
    await other
    const { refused, ms } = world.ended.find(({ key }) => key === 'other')!
    expect(refused).toBeUndefined()
    expect(ms).toBeLessThan(100)
    const flood = world.ended.filter(({ key, refused }) => key === 'flood' && refused)
    expect(flood.length).toBeGreaterThan(400)
    expect(new Set(flood.map(({ refused }) => refused!.whose))).toEqual(new Set(['caller']))
  })

  it('keeps the order of one key', async () => {
    const world = createWorld(100)
    const order: number[] = []
    const all = Array.from({ length: 30 }, (_, n) =>
      world.gate.run('talk', 'one', async () => {
        order.push(n)
        await new Promise((resolve) => setTimeout(resolve, 3))
      }),
    )
    await vi.advanceTimersByTimeAsync(500)
    await Promise.all(all)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it('refuses nothing of what a door has let in as a whole', async () => {
    const world = createWorld(100)
    for (let n = 0; n < 400; n++) void world.ask('looks', `batch ${n}`, true)
    expect(world.gate.isTooMuch('talk')).toBe(false)
    await vi.advanceTimersByTimeAsync(500)
    expect(world.gate.isTooMuch('looks')).toBe(true)
    await vi.advanceTimersByTimeAsync(5000)
    expect(world.of('looks')).toMatchObject({ done: 400, refused: 0 })
  })

  it('lets more be under way where the store is far and the process has time', async () => {
    const now = () => performance.now()
    const gate = createGate({ now, left: () => 0.9 })
    let done = 0
    for (let at = 0; at < 6000; at += 5) {
      for (let n = 0; n < 10; n++)
        gate
          .run('talk', `${at} ${n}`, () => new Promise((resolve) => setTimeout(resolve, 120)))
          .then(
            () => done++,
            () => {},
          )
      await vi.advanceTimersByTimeAsync(5)
    }
    // 2,000 a second are asked for; at 16 under way there would be 133.
    expect(done).toBeGreaterThan(6000)
  })

  it('does not count who waits for somebody else', async () => {
    const world = createWorld(1000)
    const slow = () => world.gate.aside(new Promise<void>((resolve) => setTimeout(resolve, 2000)))
    const asked = Array.from({ length: 32 }, (_, n) => world.gate.run('talk', `model ${n}`, slow))
    await vi.advanceTimersByTimeAsync(10)
    const other = world.ask('talk', 'other')
    await vi.advanceTimersByTimeAsync(10)
    await other
    expect(world.ended).toMatchObject([{ key: 'other' }])
    await vi.advanceTimersByTimeAsync(3000)
    await Promise.all(asked)
  })

  it('a store that hangs ends in refusals and not in a heap, and goes on when it is back', async () => {
    const world = createWorld(1000)
    let back = (): void => {}
    const hang = new Promise<void>((resolve) => {
      back = resolve
    })
    const stuck = Array.from({ length: 2000 }, (_, n) =>
      world.gate
        .run('talk', `stuck ${n}`, () => hang)
        .then(
          () => 'done',
          (error: Overloaded) => error.code,
        ),
    )
    await vi.advanceTimersByTimeAsync(3000)
    const before = world.gate.places()
    expect(before).toBeLessThanOrEqual(16)
    back()
    const outcomes = await Promise.all(stuck)
    expect(outcomes.filter((one) => one === 'done').length).toBeLessThan(80)
    await vi.advanceTimersByTimeAsync(1500)
    world.ended.length = 0
    await world.offer({ talk: 200 }, 1000)
    expect(world.of('talk').refused).toBe(0)
  })
})
