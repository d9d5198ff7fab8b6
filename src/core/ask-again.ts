// What was asked last is asked again, where the shopper is now: whoever opens a chat on purpose, or comes by a link, may
// have lost what stood there.
import { type Draft, rulebookOf } from './draft.ts'
import type { Address } from './event.ts'
import { keyIn, say } from './say.ts'
import { answerTime } from './steps/ask.ts'
import { asking, keepTalk } from './talk.ts'
import { stepOf } from './walk.ts'

/** What it waits for is never shortened by that. Answers whether there was a question. */
export const askAgain = (draft: Draft, address: Address): boolean => {
  const talk = asking(draft)
  const step = talk && stepOf(draft, talk)
  if (!talk || step?.kind !== 'ask') return false
  const rulebook = rulebookOf(draft, talk) ?? draft.now
  const here = { ...talk, at: address }
  say(draft, rulebook, keyIn(draft, rulebook, step.text, talk), here, {
    choices: step.choices,
    show: step.show,
  })
  keepTalk(draft, {
    ...here,
    asked: draft.at,
    until: Math.max(talk.until, draft.at + answerTime(step, talk)),
  })
  return true
}
