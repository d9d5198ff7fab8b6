// The step `offer`: the first row that holds and is not refused; else what the table says for nobody.
import { holds } from '../draft.ts'
import { act } from './act.ts'
import { on, type Walk } from './step.ts'

export const walkOffer: Walk<'offer'> = (draft, talk, step) => {
  for (const row of step.rows) {
    // Why the row above was not given is a fact to the rows below.
    const vars = draft.refused === undefined ? talk.vars : { ...talk.vars, refused: draft.refused }
    if (!holds(draft, row.when, vars)) continue
    const walked = act(draft, talk, row.act, step.next, [step.when, row.when])
    if (walked) return walked
  }
  return act(draft, talk, step.otherwise, step.next, [step.when]) ?? on(step.next)
}
