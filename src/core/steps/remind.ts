// The step `remind`: a reminder of this talk's live code, some time before its end.
import { isLive } from '../codes/code.ts'
import { change, rulebookOf } from '../draft.ts'
import { keyIn } from '../say.ts'
import { on, type Walk } from './step.ts'

export const walkRemind: Walk<'remind'> = (draft, talk, step) => {
  const codes = draft.shopper.codes.map((code) => {
    if (code.enrolment !== talk.enrolment || !isLive(code, draft.at)) return code
    const at = Math.max(draft.at, code.until - step.before)
    return {
      ...code,
      reminder: {
        at,
        text: keyIn(draft, rulebookOf(draft, talk) ?? draft.now, step.text, talk),
        rulebook: talk.rulebook,
      },
    }
  })
  change(draft, { codes })
  return on(step.next)
}
