// Wall clocks where they are changed: at odd minutes, by half an hour, over a day that was left out.
import { describe, expect, it } from 'vitest'
import { nextOpening } from '../../src/core/agents/hours.ts'
import { newShopper } from '../../src/core/shopper.ts'
import { atLocal, localTime } from '../../src/core/time/local-time.ts'
import { changeTimes } from '../../src/core/time/segment-times.ts'

const iso = (at: number): string => new Date(at).toISOString()

describe('a time that the clock does not show', () => {
  it('is the end of the gap, however late in it', () => {
    for (const minute of [0, 15, 59])
      expect(iso(atLocal(2026, 3, 29, 3, minute, 'Europe/Kyiv'))).toBe('2026-03-29T01:00:00.000Z')
    expect(iso(atLocal(2026, 10, 4, 2, 15, 'Australia/Lord_Howe'))).toBe('2026-10-03T15:30:00.000Z')
  })

  it('is no opening of a desk that is shut by then', () => {
    const hours = { sun: [{ from: 195, to: 225 }], mon: [{ from: 540, to: 600 }] }
    const saturday = atLocal(2026, 3, 28, 12, 0, 'Europe/Kyiv')
    expect(iso(nextOpening(hours, saturday, 'Europe/Kyiv')!)).toBe('2026-03-30T06:00:00.000Z')
  })

  it('is found where a whole day was left out', () => {
    expect(iso(atLocal(2011, 12, 30, 12, 0, 'Pacific/Apia'))).toBe('2011-12-30T10:00:00.000Z')
    expect(localTime(Date.UTC(2011, 11, 30, 10), 'Pacific/Apia')).toMatchObject({ day: 31, hour: 0 })
    expect(iso(atLocal(1993, 8, 21, 12, 0, 'Pacific/Kwajalein'))).toBe('1993-08-21T12:00:00.000Z')
  })
})

describe('a clock', () => {
  it('may be changed at a minute past midnight', () => {
    const change = Date.UTC(2020, 9, 3, 16, 1)
    expect(localTime(change - 1, 'Antarctica/Casey')).toMatchObject({ day: 4, hour: 0, minute: 0 })
    expect(localTime(change, 'Antarctica/Casey')).toMatchObject({ day: 4, hour: 3, minute: 1 })
  })

  it('begins its hours by the half where the zone does', () => {
    const times = changeTimes(['now.hour'], newShopper('s', 0), Date.UTC(2026, 0, 1), 1, 'Asia/Kolkata')
    expect(times.every((at) => localTime(at, 'Asia/Kolkata').minute === 0)).toBe(true)
    expect(times.length).toBeGreaterThanOrEqual(24)
  })
})
