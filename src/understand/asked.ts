// What was asked last, brought to bear on what a text says: choices, bare yes and no, what is expected. It
// knows no features and no weights.
import { LABELS, type Label, SURE } from '../core/meaning.ts'
import type { Asked } from '../ports/understand.ts'
import { pickChoice } from './choice.ts'
import { yesOrNo } from './yes-no.ts'

export type Verdict = { readonly label: Label; readonly confidence: number; readonly choice?: string }

const isLabel = (word: string): word is Label => (LABELS as readonly string[]).includes(word)
const PLAIN = 0.97
const VAGUE = SURE / 2

/** How much likelier each label is (natural logarithms, in the order of LABELS) because it was asked for. */
export function expectation(asked: Asked | null): Float64Array {
  const expected = new Set<string>([...(asked?.labels ?? []), ...(asked?.choices ?? []).map(({ id }) => id)])
  if (asked?.offered) for (const label of ['accept', 'decline']) expected.add(label)
  return Float64Array.from(LABELS, (label) => (expected.has(label) ? 0.8 : 0))
}

/** What a settled text plainly says as an answer; undefined where only its meaning can tell. */
export function plainAnswer(text: string, asked: Asked | null): Verdict | undefined {
  const picked = asked && pickChoice(text, asked.choices)
  if (picked) {
    const label = isLabel(picked.id) ? picked.id : asked.labels.length === 1 ? asked.labels[0]! : undefined
    return { label: label ?? 'accept', confidence: PLAIN, choice: picked.id }
  }
  const bare = yesOrNo(text)
  if (!bare) return undefined
  const agreed = bare === 'yes' ? 'accept' : 'decline'
  if (asked?.offered || asked?.labels.includes(agreed)) return { label: agreed, confidence: PLAIN }
  if (asked?.labels.length === 1)
    return { label: bare === 'yes' ? asked.labels[0]! : 'decline', confidence: 0.9 }
  return { label: agreed, confidence: VAGUE }
}

/** A meaning that is one of the shown choices picks it, where it is sure enough. */
export function withChoice(verdict: Verdict, asked: Asked | null): Verdict {
  if (verdict.choice !== undefined || verdict.confidence < SURE) return verdict
  const choice = asked?.choices.find(({ id }) => id === verdict.label)
  return choice ? { ...verdict, choice: choice.id } : verdict
}
