// What must hold after a day with other sides that failed: judged from what these sides did, what the store has left, the
// counters and the log. Knows nothing of the product's own code.
import type { DayPlan, DaySeen } from './day.ts'

const HOUR = 60
/** The other side drops what it has had under the same key. */
const TAKES_KEYS = new Set(['app'])
/** The most that one side may be sent in a second, and one address. */
const A_SECOND = 80
const A_SECOND_EACH = 4

const tally = (all: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

/** The most within any second that begins with one of them. */
const mostInASecond = (times: readonly number[]): number => {
  const sorted = times.toSorted((a, b) => a - b)
  let most = 0
  let first = 0
  for (const [n, at] of sorted.entries()) {
    while (at - sorted[first]! >= 1_000) first++
    most = Math.max(most, n - first + 1)
  }
  return most
}

export const judge = (plan: DayPlan, seen: DaySeen, log: readonly string[]) => {
  const wrong: string[] = []
  const say = (holds: boolean, words: string): void => {
    if (!holds) wrong.push(words)
  }
  const { messages, parties, left } = seen
  const leftBy = new Map(left.flatMap((item) => (item.key ? [[item.key, item] as const] : [])))
  let repeats = 0
  let sent = 0
  for (const [number, { channel, to, until, tries, ended }] of Object.entries(messages)) {
    const party = parties[channel]!
    const did = party.did.filter(({ key }) => key === number)
    const lost = party.lost.filter((key) => key === number).length
    const item = leftBy.get(number)
    const about = `message ${number} by ${channel}`
    if (!item) {
      sent++
      say(ended === 'sent', `${about} is gone from the outbox, and its last try ended as ${ended}`)
      say(did.length > 0, `${about} was taken for sent and never arrived (${tries} tries)`)
    } else {
      say(item.state !== 'waiting', `${about} still waits: ${item.why}`)
      say(item.why !== null && item.why !== '', `${about} is ${item.state} and nobody knows why`)
    }
    const most = TAKES_KEYS.has(channel) ? 1 : 1 + lost
    say(did.length <= most, `${about} arrived ${did.length} times with ${lost} answers lost`)
    repeats += Math.max(0, did.length - 1)
    for (const { at } of did)
      say(until === null || at <= until, `${about} with a code until ${until} arrived at ${at}`)
    say(to !== '', `${about} has no address`)
  }
  const untried = left.filter(({ kind, key }) => kind === 'message' && key === null)
  for (const { id, state, why } of untried)
    say(state !== 'waiting' && why !== null, `${id} was never tried, is ${state}, because of ${why}`)
  const all = Object.keys(messages).length + untried.length
  say(seen.lines === all, `${seen.lines} lines were said, ${all} messages are accounted for`)
  say(seen.unanswered === 0, `${seen.unanswered} events were not taken`)
  const counted = seen.metrics['message repeated'] ?? 0
  say(repeats <= counted, `${repeats} repeats arrived, ${counted} were counted`)

  // Every ticket has its card, once but for answers lost.
  const cards = tally(seen.cards)
  const lostCards = (parties.slack?.lost ?? []).filter((key) => key === 'card').length
  for (const ticket of seen.tickets) say(cards.has(ticket), `ticket ${ticket} has no card in Slack`)
  const doubled = [...cards.values()].reduce((sum, n) => sum + n - 1, 0)
  say(doubled <= lostCards, `${doubled} cards too many, with ${lostCards} answers lost`)
  for (const { id, kind, state, why } of left)
    if (kind === 'ticket') say(state !== 'waiting', `ticket item ${id} still waits: ${why}`)

  // A side that is down is left alone, is said to be down, and the log is no storm either.
  const start = Math.min(...Object.values(parties).flatMap(({ asked }) => asked))
  const least = Number.isFinite(start) ? start : 0
  for (const { party, from, to, fault } of plan.spells) {
    const hours = (to - from) / HOUR
    if (hours < 1) continue
    const dayBegan = seen.began
    const inside = parties[party]!.asked.filter(
      (at) => at > dayBegan + (from + 15) * 60_000 && at < dayBegan + to * 60_000,
    ).length
    // Who asks us to come again in half a minute is asked so often.
    const allowed = (fault === 'busy' ? 130 : 20) * hours + 20
    say(
      inside <= allowed || least === 0,
      `${party} was asked ${inside} times in ${hours.toFixed(1)} hours of ${fault}`,
    )
  }
  for (const [name, { asked, did }] of Object.entries(parties)) {
    if (name === 'model' || name === 'slack') continue
    say(mostInASecond(asked) <= A_SECOND, `${name} was asked ${mostInASecond(asked)} times within a second`)
    const each = new Map<string, number[]>()
    for (const { key, at } of did) {
      const to = messages[key]?.to ?? key
      each.set(to, [...(each.get(to) ?? []), at])
    }
    for (const [to, times] of each)
      say(
        mostInASecond(times) <= A_SECOND_EACH,
        `${to} was sent ${mostInASecond(times)} messages within a second`,
      )
  }
  const failures = log.filter((line) => line.includes('a delivery failed')).length
  const most = 60 * plan.spells.length
  say(
    failures <= most,
    `the log says ${failures} times that a delivery failed, in ${plan.spells.length} spells`,
  )
  const figures = {
    ...{ messages: all, sent, repeats, steps: seen.steps },
    lapsed: left.filter(({ kind, state }) => kind === 'message' && state === 'lapsed').length,
    parked: left.filter(({ kind, state }) => kind === 'message' && state === 'parked').length,
    'answers lost': Object.values(parties).reduce((sum, { lost }) => sum + lost.length, 0),
    'log lines of failures': failures,
  }
  return { wrong, figures }
}
