// When agents work, by the shop's wall clock: also on the days when the clock is put forward or back.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Hours, isOpen, nextOpening } from '../../src/core/agents/hours.ts'
import { atLocal, DAY, localTime, MINUTE } from '../../src/core/time/local-time.ts'

const KYIV = 'Europe/Kyiv'
const day = { from: 9 * 60, to: 19 * 60 }
const WEEK: Hours = {
  mon: [day],
  tue: [day],
  wed: [day],
  thu: [day],
  fri: [day],
  sat: [{ from: 600, to: 960 }],
}
const at = (month: number, date: number, hour: number, minute = 0, year = 2026) =>
  atLocal(year, month, date, hour, minute, KYIV)

describe('working hours', () => {
  it('begin at their first minute and end before their last', () => {
    // 23 November 2026 is a Monday.
    const asked = [at(11, 23, 8, 59), at(11, 23, 9), at(11, 23, 18, 59), at(11, 23, 19)]
    expect(asked.map((time) => isOpen(WEEK, time, KYIV))).toEqual([false, true, true, false])
    expect(isOpen(null, at(11, 22, 3), KYIV)).toBe(true)
  })

  it('are next on Monday where it is Saturday night, and at once where they are now', () => {
    expect(nextOpening(WEEK, at(11, 28, 18), KYIV)).toBe(at(11, 30, 9))
    expect(nextOpening(WEEK, at(11, 27, 20), KYIV)).toBe(at(11, 28, 10))
    expect(nextOpening(WEEK, at(11, 23, 12), KYIV)).toBe(at(11, 23, 12))
    expect(nextOpening({}, at(11, 23, 12), KYIV)).toBe(null)
  })

  it('are those of the wall clock on the nights when it is put back and forward', () => {
    // 25 October 2026: 4:00 becomes 3:00 again. 29 March 2026: 3:00 becomes 4:00.
    const sunday: Hours = { sun: [day] }
    expect(nextOpening(sunday, at(10, 24, 20), KYIV)).toBe(Date.UTC(2026, 9, 25, 7))
    expect(nextOpening(sunday, at(3, 28, 20), KYIV)).toBe(Date.UTC(2026, 2, 29, 6))
    const night: Hours = { sun: [{ from: 3 * 60, to: 4 * 60 }] }
    // The hour that the clock shows twice is worked twice; the one that it leaves out is not worked.
    expect(isOpen(night, Date.UTC(2026, 9, 25, 0, 30), KYIV)).toBe(true)
    expect(isOpen(night, Date.UTC(2026, 9, 25, 1, 30), KYIV)).toBe(true)
    expect(isOpen(night, Date.UTC(2026, 9, 25, 2, 30), KYIV)).toBe(false)
  })

  it('always come back within eight days, at a moment when somebody is in', () => {
    const zones = fc.constantFrom(KYIV, 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC')
    const times = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
    fc.assert(
      fc.property(zones, times, (zone, time) => {
        const next = nextOpening(WEEK, time, zone)
        expect(next).not.toBe(null)
        expect(next! - time).toBeLessThan(8 * DAY)
        expect(isOpen(WEEK, next!, zone)).toBe(true)
        if (next! > time) expect(isOpen(WEEK, next! - MINUTE, zone)).toBe(false)
        expect(localTime(next!, zone).weekday).not.toBe('sun')
      }),
      { numRuns: 300 },
    )
  })
})
