// The step `give`: one offer without a table; refused, it does what its else says.
import { act } from './act.ts'
import { talkBy } from './by-channel.ts'
import { on, type Walk } from './step.ts'

export const walkGive: Walk<'give'> = (draft, talk, step) => {
  const there = talkBy(draft, talk, step)
  // What is not given is not pointed to either.
  const refused = step.unit?.lead ? step.unit.end : step.next
  if (!there) return on(refused)
  return (
    act(draft, there, { kind: 'give', offer: step.offer }, step.next, [step.when]) ??
    act(draft, talk, step.otherwise, refused, [step.when]) ??
    on(refused)
  )
}
