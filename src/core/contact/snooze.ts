// "Not now": nothing that wants a purchase is said for a while. What was being asked comes back by itself then, if it is
// still meant. Knows no words but those for how long.
import { change, type Draft, put } from '../draft.ts'
import { flowOf } from '../rulebook.ts'
import { sayBot } from '../say.ts'
import type { Pending } from '../shopper.ts'
import { asking, endTalk } from '../talk.ts'
import { DAY } from '../time/local-time.ts'
import { stepOf } from '../walk.ts'
import { snoozeIn } from './snooze-words.ts'
import { noteUnsent } from './unsent.ts'

/** The choice that any flow may show. */
export const SNOOZE = 'snooze'
const A_WEEK = 7 * DAY
/** What came back is said within this time or not at all. */
const MEANT_FOR = DAY

/**
 * Until when nothing is to be said, ms since 1970; null: that was not asked. "Later" without a time is the answer to a
 * question that has such an answer.
 */
export const snoozeAsked = (
  draft: Draft,
  choice: string | undefined,
  typed: readonly string[],
): number | null => {
  if (choice === SNOOZE) return draft.at + A_WEEK
  const said = choice === undefined ? snoozeIn(typed.join(' ')) : null
  if (said === null) return null
  if (said.time !== null) return draft.at + said.time
  const talk = asking(draft)
  const step = talk && stepOf(draft, talk)
  const isAnAnswer = step?.kind === 'ask' && step.choices.some(({ id }) => id === 'not_ready')
  return isAnAnswer || draft.shopper.agent_mode ? null : draft.at + A_WEEK
}

export const snooze = (draft: Draft, until: number): void => {
  draft.answering = true
  const talk = asking(draft)
  const start = talk && flowOf(draft.now, talk.flow)?.start
  if (talk) endTalk(draft, talk)
  const times = { due: until, not_before: until, lapses: until + MEANT_FOR }
  const back: Pending[] =
    talk && start && start.on !== 'message' && start.on !== 'ask_discount'
      ? [{ flow: talk.flow, on: start.on, ...times, vars: talk.vars, enrolment: talk.enrolment }]
      : []
  // What waited to begin waits no longer: it would be said against this word.
  const pending = draft.shopper.pending.filter(({ enrolment }) => enrolment === undefined)
  change(draft, { snoozed: until, pending: [...pending, ...back] })
  put(draft, { kind: 'drop', why: 'snoozed' })
  for (const { flow } of back) noteUnsent(draft, { why: 'snoozed', flow, until })
  sayBot(draft, 'snoozed', talk, { args: { until: { time: until } } })
}
