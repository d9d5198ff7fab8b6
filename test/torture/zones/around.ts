// What must hold around one change of a clock, for everything of core that goes by local time: before it, at it, after it.
import { type Hours, isOpen, nextOpening, type Weekday } from '../../../src/core/agents/hours.ts'
import { periodOf } from '../../../src/core/budget/names.ts'
import { quietEnd } from '../../../src/core/contact/quiet.ts'
import { createShopTime } from '../../../src/core/report/shop-time.ts'
import { lastWeek, weekBefore } from '../../../src/core/report/week.ts'
import { newShopper } from '../../../src/core/shopper.ts'
import { atLocal, localTime, nextYearly } from '../../../src/core/time/local-time.ts'
import { changeTimes } from '../../../src/core/time/segment-times.ts'
import type { Change } from './changes.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Pairs of minutes of the day: over midnight, through the change, inside it, whole hours and halves. */
const RANGES = [
  ...([
    [1260, 540],
    [1320, 150],
    [60, 240],
    [0, 60],
    [120, 180],
    [135, 165],
    [1380, 30],
    [600, 1140],
  ] as const),
]

export const judgeChange = ({ zone, at: change, before, after }: Change): readonly string[] => {
  const wrong: string[] = []
  const when = `${zone} at ${new Date(change).toISOString()} (${before / MINUTE} to ${after / MINUTE} min)`
  const say = (holds: boolean, words: () => string): void => {
    if (!holds && wrong.length < 20) wrong.push(`${when}: ${words()}`)
  }
  // The host's own wall clock, without the product: ms as if it were UTC.
  const wallOf = (at: number): number => at + (at < change ? before : after)
  const atWall = (wall: number): number => {
    const day = new Date(wall)
    return atLocal(
      ...([day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()] as const),
      ...([day.getUTCHours(), day.getUTCMinutes(), zone] as const),
    )
  }
  const shown = (at: number): string => new Date(wallOf(at)).toISOString().slice(0, 16)

  const shopTime = createShopTime(zone)
  for (const at of [
    change - DAY,
    change - HOUR,
    change - 1,
    change,
    change + 1,
    change + HOUR,
    change + DAY,
  ]) {
    const wall = new Date(wallOf(at))
    const { year, month, day, hour, minute, weekday } = localTime(at, zone)
    const told = new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString().slice(0, 16)
    say(told === shown(at), () => `the wall clock shows ${shown(at)}, not ${told}`)
    say(weekday === DAYS[(wall.getUTCDay() + 6) % 7], () => `it is no ${weekday}`)
    say(
      shopTime(at).hour === hour && shopTime(at).weekday === weekday,
      () => `reports count ${told} at another hour`,
    )
  }

  // Each time of the wall clock, over two days: the first moment that shows it or, where none does, the end of the gap.
  const gap = Math.max(0, after - before)
  const gapFrom = change + before
  let latest = Number.NEGATIVE_INFINITY
  const first = Math.floor((change + Math.min(before, after) - DAY) / QUARTER) * QUARTER
  for (let wall = first; wall < first + 2 * DAY + 2 * gap; wall += QUARTER) {
    const at = atWall(wall)
    const isMissing = wall >= gapFrom && wall < gapFrom + gap
    const name = new Date(wall).toISOString().slice(0, 16)
    if (isMissing)
      say(at === change, () => `${name} does not exist: ${at - change} ms from the end of the gap`)
    else {
      say(wallOf(at) === wall, () => `${name} is taken for ${shown(at)}`)
      const earlier = wall - Math.max(before, after)
      if (wallOf(earlier) === wall) say(at <= earlier, () => `${name} comes twice: the second was taken`)
    }
    say(at >= latest, () => `${name} comes before an earlier time`)
    latest = at
  }

  // Days, weeks and months are whole: their names change at midnight, and at no other moment.
  const names = (at: number) =>
    (['day', 'week', 'month'] as const).map((period) => periodOf(period, at, zone))
  const midnightsAfter = changeTimes(['now.day'], newShopper('s', 0), change - 2 * DAY, 4, zone)
  say(midnightsAfter.length === 4, () => `${midnightsAfter.length} midnights in four days`)
  for (const [n, midnight] of midnightsAfter.entries()) {
    const next = midnightsAfter[n + 1]
    say(names(midnight - 1)[0] !== names(midnight)[0], () => `the day does not change at ${shown(midnight)}`)
    if (next === undefined) continue
    const long = next - midnight
    const span = DAY - (midnight < change && change <= next ? after - before : 0)
    // A change at midnight belongs to either day.
    say(Math.abs(long - DAY) <= Math.abs(after - before), () => `a day is ${long / HOUR} hours long`)
    say(
      long === span || change === next || change === midnight,
      () => `a day is ${long / HOUR} hours, not ${span / HOUR}`,
    )
    for (let at = midnight; at < next; at += QUARTER)
      say(
        names(at)[0] === names(midnight)[0],
        () => `${shown(at)} is counted with another day than its midnight`,
      )
    const end = atWall(Math.floor(wallOf(midnight) / DAY) * DAY + DAY)
    say(end === next, () => `"until" that day ends at ${shown(end)}, not at ${shown(next)}`)
  }

  // A rule of the hour is looked at when the hour changes, wherever the clock stands by half an hour.
  const hours = new Set(changeTimes(['now.hour'], newShopper('s', 0), change - 3 * HOUR, 1, zone))
  const from = Math.floor((change - 3 * HOUR) / QUARTER) * QUARTER + QUARTER
  const looked = Array.from({ length: 36 }, (_, n) => from + n * QUARTER)
  for (const at of [...looked, change]) {
    const here = Math.floor(wallOf(at) / HOUR)
    if (here !== Math.floor(wallOf(at - 1) / HOUR))
      say(hours.has(at), () => `nobody looks when the hour becomes ${shown(at)}`)
  }

  for (const [from, to] of RANGES) {
    const label = `${from / 60}-${to / 60}`
    for (let at = change - 30 * HOUR; at < change + 30 * HOUR; at += QUARTER) {
      const ends = quietEnd({ from, to }, at, zone)
      const minute = Math.floor((wallOf(at) - Math.floor(wallOf(at) / DAY) * DAY) / MINUTE)
      const isQuiet = from < to ? minute >= from && minute < to : minute >= from || minute < to
      // What the clock shows twice is quiet once.
      const isTwice = after < before && at >= change - (before - after) && at < change + (before - after)
      if (!isTwice)
        say(
          (ends !== null) === isQuiet,
          () => `${shown(at)} is ${isQuiet ? '' : 'not '}within ${label}, but told otherwise`,
        )
      if (ends === null) continue
      say(
        ends > at && ends - at <= 26 * HOUR,
        () => `quiet ${label} ends ${(ends - at) / HOUR} hours after ${shown(at)}`,
      )
      const missing = (to * MINUTE - (gapFrom % DAY) + DAY) % DAY < gap && ends === change
      say(
        missing || wallOf(ends) % DAY === (to * MINUTE) % DAY,
        () => `quiet ${label} ends at ${shown(ends)}`,
      )
    }
    if (from >= to) continue
    const week: Hours = Object.fromEntries(DAYS.map((day) => [day, [{ from, to }]]))
    let last = 0
    for (let at = change - 30 * HOUR; at < change + 30 * HOUR; at += QUARTER) {
      const opening = nextOpening(week, at, zone)
      say(
        opening !== null && opening >= at && isOpen(week, opening, zone),
        () => `${label}: at ${shown(at)} told to open at ${shown(opening ?? 0)}, and it is shut then`,
      )
      say((opening ?? 0) >= last, () => `${label}: openings go back`)
      last = opening ?? last
    }
  }

  // Birthdays and greetings: at that hour of that day, or at the end of the gap; once a year.
  const day = new Date(wallOf(change))
  for (const hour of [0, 1, 2, 3, 10, 23]) {
    const asked = [day.getUTCMonth() + 1, day.getUTCDate(), hour] as const
    const next = nextYearly(...asked, change - 40 * DAY, zone)
    const again = nextYearly(...asked, next + 1, zone)
    const there = localTime(next, zone)
    say(there.hour === hour || next === change, () => `a greeting of ${hour}:00 goes out at ${shown(next)}`)
    say(
      there.day === asked[1] || next === change,
      () => `a greeting of day ${asked[1]} goes out on day ${there.day}`,
    )
    say(again - next > 300 * DAY, () => `greeted again after ${(again - next) / DAY} days`)
  }

  // The week of a digest: from Monday to Monday, whole, with no gap to the one before.
  for (const now of [change - DAY, change + DAY, change + 8 * DAY]) {
    const week = lastWeek(now, zone)
    say(
      localTime(week.from, zone).weekday === 'mon' && localTime(week.to, zone).weekday === 'mon',
      () => 'a digest begins or ends on no Monday',
    )
    say(
      week.to <= now && Math.abs(week.to - week.from - 7 * DAY) <= Math.abs(after - before),
      () => `a digest is of ${(week.to - week.from) / DAY} days`,
    )
    say(weekBefore(week, zone).to === week.from, () => 'weeks of digests leave a gap')
    say(
      periodOf('week', week.from, zone) === `week:${week.name}`,
      () => `a digest of ${week.name} begins in another week`,
    )
  }
  return wrong
}
