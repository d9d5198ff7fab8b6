// Looking at a shopper again: segments entered by mere time, birthdays, dates. Plans the next look, so that no
// shopper is looked at in vain every day.
import type { Around } from '../around.ts'
import { change, type Draft, draftFacts } from '../draft.ts'
import { factsOf } from '../facts/facts.ts'
import { flowsOn, type Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { fire } from '../start.ts'
import { earliest } from './earliest.ts'
import { DAY, dayInYear, type LocalTime, localTime, nextYearly } from './local-time.ts'
import { changeTimes } from './segment-times.ts'

/** How many days ahead a look is planned; then it is planned anew. */
const AHEAD = 40
/** Greetings go out at this hour of the shop's clock. */
const GREETING_HOUR = 10

const NONE: readonly string[] = []

/** The segments that some flow waits for. */
const watched = ({ flows }: Rulebook): readonly string[] => {
  const watching = flowsOn(flows, 'segment_entered')
  return watching.length === 0 ? NONE : [...new Set(watching.flatMap((flow) => flow.start.segment ?? []))]
}

/** Notes which watched segments hold now; answers those that did not before. */
export const noteSegments = (draft: Draft): readonly string[] => {
  const names = watched(draft.now)
  if (names.length === 0) return NONE
  const facts = draftFacts(draft)
  const held = names.filter((name) => draft.now.segments[name]?.holds(facts))
  const before = draft.shopper.segments
  const entered = held.filter((name) => !before.includes(name))
  if (entered.length > 0 || held.length !== before.length) change(draft, { segments: held })
  return entered
}

/** Where a watched segment has been entered, its flows start. */
export const lookAtSegments = (draft: Draft): void => {
  for (const name of noteSegments(draft))
    fire(draft, 'segment_entered', {}, (flow) => flow.start.segment === name)
}

/**
 * The first time at which a watched segment is entered or left by mere time; where there is none so far ahead, the end
 * of what was looked at. null: none of them changes by time.
 */
const nextSegmentChange = (
  rulebook: Rulebook,
  shopper: Shopper,
  at: number,
  around: Around | null,
): number | null => {
  const names = watched(rulebook)
  if (names.length === 0) return null
  const rules = names.flatMap((name) => {
    const rule = rulebook.segments[name]
    return rule ? [{ rule, held: shopper.segments.includes(name) }] : []
  })
  const asks = [...new Set(rules.flatMap(({ rule }) => rule.asks))]
  const times = changeTimes(asks, shopper, at, AHEAD, rulebook.shop.time_zone)
  for (const time of times) {
    const facts = factsOf(rulebook, shopper, time, null, {}, around)
    if (rules.some(({ rule, held }) => rule.holds(facts) !== held)) return time
  }
  return times.at(-1) ?? null
}

const birthdayOf = (shopper: Shopper): { month: number; day: number } | null => {
  const match = /^(?:\d{4}-)?(\d{2})-(\d{2})$/.exec(shopper.traits.birthday ?? '')
  return match ? { month: Number(match[1]), day: Number(match[2]) } : null
}

const nextGreeting = (rulebook: Rulebook, shopper: Shopper, at: number): number | null => {
  const flows = flowsOn(rulebook.flows, 'birthday')
  const birthday = flows.length > 0 ? birthdayOf(shopper) : null
  if (!birthday) return null
  const zone = rulebook.shop.time_zone
  const times = flows.map(({ start }) => {
    const next = nextYearly(birthday.month, birthday.day, GREETING_HOUR, at + 1 + start.before, zone)
    return next - start.before
  })
  return Math.min(...times)
}

/** Who was born on 29 February is greeted on the 28th where there is no 29th. */
const isOn = (day: LocalTime, birthday: { month: number; day: number }): boolean => {
  return day.month === birthday.month && day.day === dayInYear(birthday.month, birthday.day, day.year)
}

const greet = (draft: Draft): void => {
  const birthday = birthdayOf(draft.shopper)
  if (!birthday) return
  for (const flow of flowsOn(draft.now.flows, 'birthday')) {
    const day = localTime(draft.at + flow.start.before, draft.now.shop.time_zone)
    const started = draft.shopper.starts[flow.name]?.at(-1) ?? Number.NEGATIVE_INFINITY
    const is = isOn(day, birthday) && day.hour >= GREETING_HOUR
    if (is && started < draft.at - 300 * DAY) fire(draft, 'birthday', {}, (one) => one === flow)
  }
}

const dated = (draft: Draft): void => {
  for (const flow of flowsOn(draft.now.flows, 'date')) {
    const { date } = flow.start
    const due = date !== null && date <= draft.at && draft.at < date + DAY && draft.shopper.created <= date
    if (due && !(draft.shopper.starts[flow.name] ?? []).some((at) => at >= date))
      fire(draft, 'date', {}, (one) => one === flow)
  }
}

const nextDate = (rulebook: Rulebook, at: number): number | null => {
  const flows = flowsOn(rulebook.flows, 'date')
  if (flows.length === 0) return null
  const dates = flows.flatMap(({ start }) => (start.date !== null && start.date > at ? start.date : []))
  return dates.length > 0 ? Math.min(...dates) : null
}

/** The time of the next look; null: nothing to look for. Milliseconds since 1970. */
export const nextLook = (
  rulebook: Rulebook,
  shopper: Shopper,
  at: number,
  around: Around | null,
): number | null => {
  return earliest(
    earliest(nextSegmentChange(rulebook, shopper, at, around), nextGreeting(rulebook, shopper, at)),
    nextDate(rulebook, at),
  )
}

/** A planned look has come. */
export const look = (draft: Draft): void => {
  lookAtSegments(draft)
  greet(draft)
  dated(draft)
}
