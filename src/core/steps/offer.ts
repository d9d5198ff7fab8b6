// The step `offer`: the first row that holds and is not refused; else what the table says for nobody.
import { holds } from '../draft.ts'
import { act } from './act.ts'
import { on, type Walk } from './step.ts'

export const walkOffer: Walk<'offer'> = (draft, talk, step) => {
  for (const row of step.rows) {
    if (!holds(draft, row.when, talk.vars)) continue
    const walked = act(draft, talk, row.act, step.next, [step.when, row.when])
    if (walked) return walked
  }
  return act(draft, talk, step.otherwise, step.next, [step.when]) ?? on(step.next)
}
