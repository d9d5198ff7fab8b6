// The engine's clock beside a machine's clock that is set: little is slowed down to, much is believed once it stands.
import { describe, expect, it } from 'vitest'
import { createSteadyClock } from '../../src/start/steady-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const YEAR = 365 * 24 * HOUR

const world = () => {
  let wall = Date.UTC(2026, 10, 23)
  let steady = 0
  const leaps: number[] = []
  const nothing = () => {}
  const clock = createSteadyClock({
    ...{ wall: () => wall, steady: () => steady, onLeap: (by) => void leaps.push(by) },
    log: { info: nothing, warn: nothing, error: nothing },
  })
  return {
    ...{ clock, leaps, wall: () => wall },
    set: (by: number) => {
      wall += by
    },
    pass: (ms: number) => {
      wall += ms
      steady += ms
      return clock()
    },
  }
}

describe('a clock that is set', () => {
  it('back by little goes on slowly, never back, until the two meet', () => {
    const { clock, set, pass, wall } = world()
    let before = clock()
    set(-10 * MINUTE)
    for (let n = 0; n < 25; n++) {
      const now = pass(MINUTE)
      expect(now).toBeGreaterThan(before)
      before = now
    }
    expect(before).toBe(wall())
  })

  it('ahead by little is followed at once', () => {
    const { set, pass, wall } = world()
    set(40 * MINUTE)
    expect(pass(1)).toBe(wall())
  })

  it.each([YEAR, -YEAR, 2 * HOUR, -2 * HOUR])(
    'by much is believed only once it has stood (%i)',
    async (by) => {
      const { clock, set, pass, wall, leaps } = world()
      const began = clock()
      set(by)
      expect(pass(MINUTE)).toBe(began + MINUTE)
      expect(pass(MINUTE / 2)).toBe(began + 1.5 * MINUTE)
      pass(MINUTE)
      expect(pass(MINUTE)).toBe(wall())
      await new Promise((resolve) => setImmediate(resolve))
      expect(leaps).toHaveLength(1)
      expect(Math.sign(leaps[0]!)).toBe(Math.sign(by))
    },
  )

  it('by much and put right again soon changes nothing', async () => {
    const { clock, set, pass, leaps } = world()
    const began = clock()
    set(YEAR)
    pass(MINUTE)
    set(-YEAR)
    expect(pass(MINUTE)).toBe(began + 2 * MINUTE)
    expect(leaps).toEqual([])
  })
})
