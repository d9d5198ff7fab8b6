// Reads what a text means with no network: our own examples, turned into a small model. It knows nothing of
// shoppers, flows or offers.
import { LABELS, type Lang, type Meaning } from '../core/meaning.ts'
import type { Asked, Understand } from '../ports/understand.ts'
import { answerAndMore, expectation, plainAnswer, type Verdict, withChoice } from './asked.ts'
import { largest } from './linear-model.ts'
import { plain, settle } from './normalise.ts'
import { openReader } from './open-reader.ts'
import type { Reading } from './read.ts'
import { mayAnswer } from './yes-no.ts'

/** From this confidence on a meaning may be acted upon; below it, ask back. */
export { SURE } from '../core/meaning.ts'

/** A longer text is no plain yes or no, and picks no choice by its words. */
const SHORT = 120
/** A yes or a no that nobody asked for has no more chunks than this. */
const FEW = 4
const NOTHING_EXPECTED = new Float64Array(LABELS.length)

/** As it was typed goes first: "2" and "+" are answers on any keyboard. */
const answerIn = (typed: string, meant: string, asked: Asked | null): Verdict | undefined =>
  plainAnswer(settle(typed), asked) ?? (meant === typed ? undefined : plainAnswer(settle(meant), asked))

/**
 * A reader that answers at once, in microseconds. It loads its models now. Without letters a text means 'other' unless
 * what was asked tells more; it is in `lang`, else Russian.
 */
export function createOfflineReader(): Understand {
  const reader = openReader()
  const judge = (reading: Reading, prior: Float64Array): Verdict => {
    const shares = reader.meaning(reading, prior)
    if (!shares) return { label: 'other', confidence: 0 }
    const best = largest(shares)
    return { label: LABELS[best]!, confidence: shares[best]! }
  }
  return {
    read(text: string, asked: Asked | null, lang: Lang = 'ru'): Meaning {
      const reading = reader.reading(text, lang)
      const first = reading.chunks[0]?.cut[0]?.text
      const answers = first === undefined || mayAnswer(first)
      if (asked ? text.length <= SHORT : answers && reading.chunks.length <= FEW) {
        const answer = answerIn(plain(text), reading.text, asked)
        if (answer) return { lang: reading.lang, ...withChoice(answer, asked) }
      }
      const prior = asked ? expectation(asked) : NOTHING_EXPECTED
      const more = answers
        ? answerAndMore(settle(reading.text), (rest) => judge(reader.reading(rest, reading.lang), prior))
        : undefined
      const verdict = more ?? judge(reading, prior)
      if (asked) return { lang: reading.lang, ...withChoice(verdict, asked) }
      return { label: verdict.label, confidence: verdict.confidence, lang: reading.lang }
    },
  }
}
