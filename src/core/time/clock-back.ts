// The server's clock was ahead and was put back: what it wrote of itself lies in the future now, and what waits would wait
// until then. Moves both back as far as they are ahead. What was promised, such as a code's end, stays.
import { change, type Draft } from '../draft.ts'
import type { Shopper } from '../shopper.ts'
import { HOUR } from './local-time.ts'

/** Less than this passes by itself, ms. */
const LITTLE = HOUR

/** How far ahead of `at` this document was written, ms; 0: it was not. */
export const aheadOf = ({ active, talks, tickets, contacts }: Shopper, at: number): number => {
  let latest = active
  for (const { began, asked = began } of talks) latest = Math.max(latest, began, asked)
  for (const { opened } of tickets) latest = Math.max(latest, opened)
  for (const time of contacts) latest = Math.max(latest, time)
  const ahead = latest - at
  return ahead > LITTLE ? ahead : 0
}

export const moveBack = (draft: Draft): void => {
  const { shopper, at } = draft
  const ahead = aheadOf(shopper, at)
  if (ahead === 0) return
  const was = (time: number): number => Math.min(time, at)
  /** What waits, waits as long as was meant. */
  const waits = (time: number): number => (time > at ? Math.max(at, time - ahead) : time)
  const each = (times: Readonly<Record<string, readonly number[]>>) =>
    Object.fromEntries(Object.entries(times).map(([name, all]) => [name, all.map(was)]))
  const { heard, snoozed, contacted, visits } = shopper
  change(draft, {
    active: was(shopper.active),
    visits: { ...visits, first: was(visits.first), last: was(visits.last) },
    contacts: shopper.contacts.map(was),
    starts: each(shopper.starts),
    ...(contacted && { contacted: each(contacted) }),
    ...(snoozed !== undefined && { snoozed: waits(snoozed) }),
    look_again: shopper.look_again === null ? null : was(shopper.look_again),
    ...(heard && { heard: { ...heard, due: waits(heard.due) } }),
    talks: shopper.talks.map((talk) => ({
      ...talk,
      ...{ began: was(talk.began), until: waits(talk.until) },
      ...(talk.asked !== undefined && { asked: was(talk.asked) }),
    })),
    pending: shopper.pending.map((one) => ({
      ...one,
      ...{ due: waits(one.due), lapses: waits(one.lapses) },
      ...(one.not_before !== undefined && { not_before: waits(one.not_before) }),
    })),
    tickets: shopper.tickets.map((ticket) => ({
      ...ticket,
      ...{ opened: was(ticket.opened), until: waits(ticket.until) },
    })),
  })
}
