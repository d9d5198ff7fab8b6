// Walks a talk from step to step until one waits or the flow ends. Knows the kinds of steps, not what they do.
import { holdStep } from './contact/hold.ts'
import { type Draft, holds, rulebookOf } from './draft.ts'
import { enrolmentOf, mark } from './enrolment/enrol.ts'
import { noteTouch } from './enrolment/touch.ts'
import { skipped } from './reaching/unit.ts'
import { type Flow, flowOf, type Step } from './rulebook.ts'
import type { Talk } from './shopper.ts'
import { walkAsk } from './steps/ask.ts'
import { walkAudience } from './steps/audience.ts'
import { walkEscalate } from './steps/escalate.ts'
import { walkGive } from './steps/give.ts'
import { walkOffer } from './steps/offer.ts'
import { walkRemind } from './steps/remind.ts'
import { walkSay } from './steps/say.ts'
import { walkSet } from './steps/set.ts'
import { on, type Walked } from './steps/step.ts'
import { walkWait } from './steps/wait.ts'
import { askedUntil, endTalk, keepTalk } from './talk.ts'

/** A loop that never waits is refused at load; should one come through all the same, the talk ends here. */
const MOST_STEPS = 200

const walkStep = (draft: Draft, talk: Talk, step: Step): Walked => {
  switch (step.kind) {
    case 'say':
      return walkSay(draft, talk, step)
    case 'ask':
      return walkAsk(draft, talk, step)
    case 'offer':
      return walkOffer(draft, talk, step)
    case 'give':
      return walkGive(draft, talk, step)
    case 'escalate':
      return walkEscalate(draft, talk, step)
    case 'wait':
      return walkWait(draft, talk, step)
    case 'audience':
      return walkAudience(draft, talk, step)
    case 'remind':
      return walkRemind(draft, talk, step)
    case 'set':
      return walkSet(draft, talk, step)
    case 'go':
      return on(step.to)
    case 'end':
      return on(null)
  }
}

/** The flow as this talk began with it; null where that rulebook is gone. */
export const flowOfTalk = (draft: Draft, talk: Talk): Flow | null => {
  const rulebook = rulebookOf(draft, talk)
  return rulebook && flowOf(rulebook, talk.flow)
}

/** The step that a talk stands at. */
export const stepOf = (draft: Draft, talk: Talk): Step | null =>
  flowOfTalk(draft, talk)?.steps[talk.step] ?? null

/** A talk that has put no question. */
const withoutAsked = (talk: Talk): Talk => {
  if (talk.asked === undefined) return talk
  const { asked: _, ...rest } = talk
  return rest
}

/** Goes on with `talk` at step `from`; null ends it. */
export const walk = (draft: Draft, talk: Talk, from: string | null): void => {
  const flow = flowOfTalk(draft, talk)
  let current = talk
  let to = from
  const before = draft.effects.length
  for (let steps = 0; flow && to !== null && steps < MOST_STEPS; steps++) {
    const step: Step | undefined = flow.steps[to]
    if (!step) break
    if (!holds(draft, step.when, current.vars)) {
      to = step.skip
      continue
    }
    const around = skipped(draft, current, step.unit)
    if (around !== undefined) {
      to = around
      continue
    }
    const held = holdStep(draft, current, step)
    if (held?.kind === 'pass') {
      to = held.to
      continue
    }
    const until = held?.until ?? (step.kind === 'ask' ? askedUntil(draft, current) : null)
    if (until !== null) {
      const waiting: Talk = { ...current, step: step.id, waits: 'pause', until, held: true }
      keepTalk(draft, withoutAsked(waiting))
      markTalked(draft, current, before)
      return
    }
    const walked = walkStep(draft, current, step)
    if (walked.kind === 'wait') {
      const waits = { step: step.id, waits: walked.for, until: walked.until, asked_back: 0 }
      keepTalk(
        draft,
        walked.for === 'answer'
          ? { ...current, ...waits, asked: draft.at }
          : withoutAsked({ ...current, ...waits }),
      )
      markTalked(draft, current, before)
      return
    }
    if (walked.vars) current = { ...current, vars: walked.vars }
    to = walked.to
  }
  endTalk(draft, talk)
  markTalked(draft, current, before)
}

/** A reason that was learnt on the way is the row's from now on. */
const noteReason = (draft: Draft, { enrolment, vars: { reason } }: Talk): void => {
  const row = enrolmentOf(draft, enrolment)
  if (typeof reason === 'string' && row && row.reason !== reason) mark(draft, enrolment, () => ({ reason }))
}

const markTalked = (draft: Draft, talk: Talk, before: number): void => {
  noteTouch(draft, talk, before)
  const isFirst = enrolmentOf(draft, talk.enrolment)?.talked === false
  if (isFirst && draft.effects.some((effect) => effect.kind === 'say'))
    mark(draft, talk.enrolment, () => ({ talked: true }))
  noteReason(draft, talk)
}
