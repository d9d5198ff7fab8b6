// A server that fails is left alone, looked at again by one call, and asked again when it is well.
import { afterEach, describe, expect, it } from 'vitest'
import { type BreakerChange, createBreaker } from '../../src/core/breaker.ts'
import { shippedRulebook } from '../core/world.ts'
import { type Fake, json, startFake } from './fake-server.ts'
import { type ModelWorld, openModelWorld } from './world.ts'

const aBreaker = () => {
  let now = 0
  const changes: BreakerChange[] = []
  const breaker = createBreaker(
    () => now,
    (change) => changes.push(change),
  )
  const fail = (times = 1) => {
    for (let n = 0; n < times; n++) breaker.failed(breaker.enter()!, 'late')
  }
  const pass = (ms: number): void => {
    now += ms
  }
  return { breaker, changes, fail, pass }
}

describe('the breaker', () => {
  it('opens after five failures in a row, not before and not over a success', () => {
    const { breaker, fail } = aBreaker()
    fail(4)
    breaker.succeeded(breaker.enter()!)
    fail(4)
    expect(breaker.state()).toBe('closed')
    fail()
    expect(breaker.state()).toBe('open')
    expect(breaker.enter()).toBeNull()
  })

  it('lets one call through after its wait, and the others wait for how it goes', () => {
    const { breaker, fail, pass } = aBreaker()
    fail(5)
    pass(9_999)
    expect(breaker.isShut()).toBe(true)
    pass(1)
    const probe = breaker.enter()
    expect(probe).not.toBeNull()
    expect(breaker.enter()).toBeNull()
    breaker.succeeded(probe!)
    expect(breaker.state()).toBe('closed')
    expect(breaker.enter()).not.toBeNull()
  })

  it('doubles its wait each time that call fails, up to ten minutes, and begins anew after a success', () => {
    const { breaker, changes, fail, pass } = aBreaker()
    fail(5)
    for (let n = 0; n < 8; n++) {
      pass(10 * 60_000)
      fail()
    }
    pass(10 * 60_000)
    breaker.succeeded(breaker.enter()!)
    fail(5)
    const waits = changes.filter(({ state }) => state === 'open').map(({ wait }) => wait / 1000)
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600, 10])
  })

  it('is told nothing by answers of calls from before it changed', () => {
    const { breaker, fail, pass } = aBreaker()
    const slow = breaker.enter()!
    fail(5)
    breaker.succeeded(slow)
    expect(breaker.state()).toBe('open')
    pass(10_000)
    const probe = breaker.enter()!
    breaker.failed(slow, 'late')
    expect(breaker.state()).toBe('half_open')
    breaker.succeeded(probe)
    expect(breaker.state()).toBe('closed')
  })

  it('opens at once where it is told to, for as long as the server asks', () => {
    const { breaker, changes } = aBreaker()
    breaker.failed(breaker.enter()!, 'too_many', { atOnce: true, wait: 30_000 })
    expect(changes).toEqual([{ state: 'open', why: 'too_many', wait: 30_000 }])
  })

  it('gives the look to another where the first was not made', () => {
    const { breaker, fail, pass } = aBreaker()
    fail(5)
    pass(10_000)
    breaker.leave(breaker.enter()!)
    expect(breaker.enter()).not.toBeNull()
  })
})

describe('a talk beside a server that fails', () => {
  let server: Fake
  let world: ModelWorld
  afterEach(async () => {
    await world.close()
    await server.close()
  })

  it('asks five times, then loses no time on it, and the log says so in one line', async () => {
    server = await startFake((_, response) => json(response, 500, {}))
    world = await openModelWorld({ settings: { url: server.url }, rulebook: shippedRulebook() })
    for (let n = 0; n < 8; n++) {
      const { ms, sent } = await world.say(`How much does delivery cost? ${n}`)
      expect(sent.length).toBeGreaterThan(0)
      if (n >= 5) expect(ms).toBeLessThan(500)
    }
    expect(server.requests).toHaveLength(5)
    expect(world.told.slice(5).map(({ outcome }) => outcome)).toEqual(['shut', 'shut', 'shut'])
    expect((await world.model.figures()).breaker).toBe('open')
    expect(world.logged).toHaveLength(1)
    expect(world.logged[0]).toMatch(/^warn the model does not answer.*"why":"server_error"/)
  })

  it('is not opened by shoppers whose messages a model refuses', async () => {
    server = await startFake((_, response) =>
      json(response, 200, {
        choices: [{ finish_reason: 'stop', message: { content: null, refusal: 'no' } }],
      }),
    )
    world = await openModelWorld({ settings: { url: server.url }, rulebook: shippedRulebook() })
    for (let n = 0; n < 7; n++) await world.say(`How much does delivery cost? ${n}`)
    expect(server.requests).toHaveLength(7)
    expect((await world.model.figures()).breaker).toBe('closed')
  })
})
