// The shop's day and hour of many moments. Nearly always one answer serves all moments of a quarter of an hour.
import { localTime } from '../time/local-time.ts'

export type ShopTime = { readonly day: string; readonly hour: number; readonly weekday: string }

const QUARTER = 15 * 60_000
const MOST_KEPT = 40_000

const two = (number: number): string => String(number).padStart(2, '0')

/** `at` in milliseconds since 1970 -> "2026-11-22", 0..23, "sun". */
export const createShopTime = (zone: string): ((at: number) => ShopTime) => {
  const known = new Map<number, ShopTime>()
  const read = (at: number): ShopTime => {
    const { year, month, day, hour, weekday } = localTime(at, zone)
    return { day: `${year}-${two(month)}-${two(day)}`, hour, weekday }
  }
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    const found = known.get(quarter)
    if (found) return found
    const time = read(quarter * QUARTER)
    const last = read((quarter + 1) * QUARTER - 1)
    if (last.hour !== time.hour || last.day !== time.day) return read(at)
    if (known.size >= MOST_KEPT) known.clear()
    known.set(quarter, time)
    return time
  }
}
