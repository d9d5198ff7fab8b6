// Quiet hours by the shopper's clock: across midnight, across both nights in which clocks are changed, and spread.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterQuiet, quietEnd } from '../../../src/core/contact/quiet.ts'
import { zoneOf } from '../../../src/core/contact/zone.ts'
import { localTime } from '../../../src/core/time/local-time.ts'

const NIGHT = { from: 21 * 60, to: 9 * 60 }
const KYIV = 'Europe/Kyiv'
const HOUR = 3_600_000
const at = (text: string) => Date.parse(text)

describe('quiet hours', () => {
  it('hold from the evening to the morning, the ends as they are written', () => {
    expect(quietEnd(NIGHT, at('2026-11-23T20:59:59+02:00'), KYIV)).toBeNull()
    expect(quietEnd(NIGHT, at('2026-11-23T21:00:00+02:00'), KYIV)).toBe(at('2026-11-24T09:00:00+02:00'))
    expect(quietEnd(NIGHT, at('2026-11-24T03:00:00+02:00'), KYIV)).toBe(at('2026-11-24T09:00:00+02:00'))
    expect(quietEnd(NIGHT, at('2026-11-24T09:00:00+02:00'), KYIV)).toBeNull()
  })

  it('hold within a day', () => {
    const siesta = { from: 13 * 60, to: 15 * 60 }
    expect(quietEnd(siesta, at('2026-11-23T14:00:00+02:00'), KYIV)).toBe(at('2026-11-23T15:00:00+02:00'))
    expect(quietEnd(siesta, at('2026-11-23T15:00:00+02:00'), KYIV)).toBeNull()
  })

  it('end at nine by the new clock: the night of 11 hours and the one of 13', () => {
    const spring = at('2026-03-28T21:00:00+02:00')
    const autumn = at('2026-10-24T21:00:00+03:00')
    expect(quietEnd(NIGHT, spring, KYIV)! - spring).toBe(11 * HOUR)
    expect(quietEnd(NIGHT, autumn, KYIV)! - autumn).toBe(13 * HOUR)
  })

  it('that begin or end in the hour that is missing, or comes twice, have one beginning and one end', () => {
    const odd = { from: 3 * 60 + 30, to: 5 * 60 }
    // 3:30 is not there on 29 March: it begins when clocks are past it.
    expect(quietEnd(odd, at('2026-03-29T02:59:00+02:00'), KYIV)).toBeNull()
    expect(quietEnd(odd, at('2026-03-29T04:45:00+03:00'), KYIV)).toBe(at('2026-03-29T05:00:00+03:00'))
    const twice = { from: 22 * 60, to: 3 * 60 + 30 }
    const end = quietEnd(twice, at('2026-10-25T01:00:00+03:00'), KYIV)!
    expect(end).toBe(at('2026-10-25T03:30:00+03:00'))
    expect(quietEnd(twice, end, KYIV)).toBeNull()
    expect(quietEnd(twice, end + HOUR, KYIV)).toBeNull()
  })

  it('the end is always later, never quiet itself, and at most a day and an hour away', () => {
    const zones = [KYIV, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'Pacific/Apia']
    const minutes = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(
        ...[minutes, minutes, fc.integer({ min: at('2026-01-01'), max: at('2028-01-01') })],
        fc.constantFrom(...zones),
        (from, to, now, zone) => {
          if (from === to) return
          const end = quietEnd({ from, to }, now, zone)
          if (end === null) return
          expect(end).toBeGreaterThan(now)
          expect(end - now).toBeLessThanOrEqual(25 * HOUR)
          expect(quietEnd({ from, to }, afterQuiet({ from, to }, end, 's1'), zone)).toBeNull()
        },
      ),
      { numRuns: 400 },
    )
  })

  it('the morning is spread over shoppers, each at the same moment every time', () => {
    const end = at('2026-11-24T09:00:00+02:00')
    const times = Array.from({ length: 500 }, (_, n) => afterQuiet(NIGHT, end, `s_${n}`))
    expect(new Set(times).size).toBeGreaterThan(490)
    expect(Math.max(...times) - end).toBeLessThan(46 * 60_000)
    expect(afterQuiet(NIGHT, end, 's_1')).toBe(times[1])
    expect(afterQuiet({ from: 60, to: 50 }, end, 's_1') - end).toBeLessThanOrEqual(5 * 60_000)
  })
})

describe('the time zone of a shopper', () => {
  const shop = { time_zone: KYIV }
  it('is what the shop says, else what its country says, else the browser, else the network, else the shop', () => {
    const seen = { region: 'DE', time_zone: 'America/Chicago' }
    expect(zoneOf(shop, { traits: { time_zone: 'Asia/Tokyo', region: 'PL' }, seen })).toBe('Asia/Tokyo')
    expect(zoneOf(shop, { traits: { region: 'pl' }, seen })).toBe('Europe/Warsaw')
    expect(zoneOf(shop, { traits: { region: 'US' }, seen })).toBe('America/Chicago')
    expect(zoneOf(shop, { traits: {}, seen: { region: 'DE' } })).toBe('Europe/Berlin')
    expect(zoneOf(shop, { traits: { region: 'Lviv' }, seen: { region: 'RU' } })).toBe(KYIV)
  })
  it('is one that every country in the table really has', async () => {
    const { ZONE_OF_COUNTRY } = await import('../../../src/core/contact/country-zones.ts')
    expect(Object.keys(ZONE_OF_COUNTRY).length).toBeGreaterThan(70)
    for (const zone of Object.values(ZONE_OF_COUNTRY)) expect(localTime(0, zone).year).toBeGreaterThan(1900)
  })
})
