// What a bare yes and a bare no pick of an ask's choices: as the author says, else where the choices leave no doubt.
import type { StepChoice } from '../core/rulebook.ts'
import { nearest } from './nearest.ts'
import { type Entry, openScalar } from './node.ts'
import type { Report } from './problem.ts'

export type YesNo = { readonly yes?: string; readonly no?: string }

const YES = ['yes', 'accept']
const NO = ['no', 'decline']

/** [human, decline]: yes is the one that is no refusal. */
const usual = (ids: readonly string[]): YesNo => {
  const no = ids.find((id) => NO.includes(id))
  const other = ids.length === 2 && no !== undefined ? ids.find((id) => id !== no) : undefined
  const yes = ids.find((id) => YES.includes(id)) ?? other
  return { ...(yes !== undefined && { yes }), ...(no !== undefined && { no }) }
}

export const readYesNo = (
  fields: ReadonlyMap<string, Entry>,
  choices: readonly StepChoice[],
  report: Report,
): YesNo => {
  const ids = choices.map(({ id }) => id)
  const expected = ids.length > 0 ? `one of its choices: ${ids.join(', ')}` : 'choices: beside it'
  const read = (key: 'yes' | 'no'): YesNo => {
    const entry = fields.get(key)
    const scalar = entry && openScalar(entry.value, key, report, expected)
    if (!scalar) return {}
    if (ids.includes(scalar.text)) return { [key]: scalar.text }
    report.problem(scalar.at, `${key} is no choice of this question: "${scalar.text}"`, {
      expected,
      hint: nearest(scalar.text, ids),
    })
    return {}
  }
  const said = { ...usual(ids), ...read('yes'), ...read('no') }
  const no = fields.get('no')
  if (said.yes !== undefined && said.yes === said.no && (no ?? fields.get('yes')))
    report.problem((no ?? fields.get('yes'))!.at, 'yes and no cannot pick the same choice', { expected })
  return said
}
