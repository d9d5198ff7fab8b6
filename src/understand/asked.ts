// What was asked last, brought to bear on what a text says: choices, bare yes and no, what is expected. It
// knows no features and no weights.
import { LABELS, type Label, SURE } from '../core/meaning.ts'
import type { Asked } from '../ports/understand.ts'
import { pickChoice } from './choice.ts'
import { behindYesOrNo, isAcknowledging, isPoliteNo, yesOrNo } from './yes-no.ts'

export type Verdict = { readonly label: Label; readonly confidence: number; readonly choice?: string }

const isLabel = (word: string): word is Label => (LABELS as readonly string[]).includes(word)
const PLAIN = 0.97
const VAGUE = SURE / 2

/** How much likelier each label is (natural logarithms, in the order of LABELS) because it was asked for. */
export function expectation(asked: Asked | null): Float64Array {
  const expected = new Set<string>([...(asked?.labels ?? []), ...(asked?.choices ?? []).map(({ id }) => id)])
  if (asked?.offered || asked?.yes !== undefined)
    for (const label of ['accept', 'decline']) expected.add(label)
  return Float64Array.from(LABELS, (label) => (expected.has(label) ? 0.8 : 0))
}

/** What a settled text plainly says as an answer; undefined where only its meaning can tell. */
export function plainAnswer(text: string, asked: Asked | null): Verdict | undefined {
  const bare = yesOrNo(text)
  const said = bare && asked?.[bare]
  if (said !== undefined) return picked(said, bare === 'yes' ? 'accept' : 'decline')
  const choice = asked && pickChoice(text, asked.choices)
  if (choice) return picked(choice.id, asked.labels.length === 1 ? asked.labels[0]! : 'accept')
  if (asked?.told && (isAcknowledging(text) || isPoliteNo(text)))
    return { label: 'thanks', confidence: PLAIN }
  if (!bare) return undefined
  const agreed = bare === 'yes' ? 'accept' : 'decline'
  if (asked?.offered || asked?.labels.includes(agreed)) return { label: agreed, confidence: PLAIN }
  if (asked?.labels.length === 1)
    return { label: bare === 'yes' ? asked.labels[0]! : 'decline', confidence: 0.9 }
  return { label: agreed, confidence: VAGUE }
}

const picked = (id: string, otherwise: Label): Verdict => ({
  label: isLabel(id) ? id : otherwise,
  confidence: PLAIN,
  choice: id,
})

/** A meaning that is one of the shown choices picks it, where it is sure enough; so does a yes or a no in many words. */
export function withChoice(verdict: Verdict, asked: Asked | null): Verdict {
  if (verdict.choice !== undefined || verdict.confidence < SURE) return verdict
  const choice = asked?.choices.find(({ id }) => id === verdict.label)
  if (choice) return { ...verdict, choice: choice.id }
  const said = verdict.label === 'accept' ? asked?.yes : verdict.label === 'decline' ? asked?.no : undefined
  return said === undefined ? verdict : picked(said, verdict.label)
}

/** These say no more than the yes or the no before them. */
const NOTHING_MORE: ReadonlySet<Label> = new Set(['accept', 'decline', 'other', 'thanks', 'greeting'])

/**
 * "Yes, but it is dear" is about the price, "no, the size is wrong" about the size: what follows a yes or a no, read
 * by itself, where it surely says something of its own; else undefined.
 */
export function answerAndMore(text: string, read: (rest: string) => Verdict): Verdict | undefined {
  const rest = behindYesOrNo(text)
  if (rest === undefined) return undefined
  const verdict = read(rest)
  return verdict.confidence >= SURE && !NOTHING_MORE.has(verdict.label) ? verdict : undefined
}
