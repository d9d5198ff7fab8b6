// What a row `climb: LADDER` does: gives what stands on the shopper's rung. Null: passed over, as if it did not hold.

import { isLive } from '../codes/code.ts'
import type { Condition } from '../condition.ts'
import { change, type Draft } from '../draft.ts'
import { armIn } from '../enrolment/enrol.ts'
import { needsApproval } from '../issuing/approval.ts'
import { issue, prepare, showCode } from '../issuing/issue.ts'
import { climb, climbNotes, isSpent, stepped } from '../ladder/climb.ts'
import { isWaiter } from '../ladder/waiter.ts'
import { say } from '../say.ts'
import type { Talk } from '../shopper.ts'
import { whyGiven } from '../why.ts'
import { askAgent } from './ask-agent.ts'
import { on, type Walked } from './step.ts'

export const climbLadder = (
  draft: Draft,
  talk: Talk,
  name: string,
  next: string | null,
  rules: readonly (Condition | null)[],
): Walked | null => {
  const ladder = Object.hasOwn(draft.now.ladders, name) ? draft.now.ladders[name] : undefined
  if (!ladder || armIn(draft, talk.enrolment) === 'holdout') return null
  const live = draft.shopper.codes.find((code) => isLive(code, draft.at))
  if (live) {
    // A code that still works is no reason for a larger one.
    showCode(draft, 'code_again', live, talk)
    return on(next)
  }
  const climbed = climb(ladder, draft.shopper, draft.at, isWaiter(draft))
  const step = (gave: boolean): void =>
    change(draft, { ladders: stepped(ladder, draft.shopper, draft.at, climbed, gave) })
  switch (climbed.rung.kind) {
    case 'nothing':
      step(false)
      return null
    case 'say':
      say(draft, draft.now, climbed.rung.text, talk)
      step(false)
      return on(next)
    case 'give': {
      if (isSpent(ladder, draft.shopper, draft.at)) return null
      const notes = climbNotes(ladder, climbed)
      const { offer } = climbed.rung
      const further = ladder.next === 'unused'
      const prepared = prepare(draft, offer, talk.enrolment, { notes, further })
      if (prepared.kind === 'ready' && needsApproval(prepared.asked)) return askAgent(draft, talk, offer)
      const issued = issue(
        draft,
        offer,
        talk.enrolment,
        undefined,
        whyGiven(draft, talk, rules),
        notes,
        further,
      )
      if (issued.kind === 'refused') {
        draft.refused = issued.why
        return issued.why === 'wants_spare' ? on(next) : null
      }
      step(true)
      showCode(draft, 'code', issued.code, talk)
      return on(next)
    }
  }
}
