// Reads what a text means with no network: our own examples, turned into a small model. It knows nothing of
// shoppers, flows or offers.
import { LABELS, type Lang, type Meaning } from '../core/meaning.ts'
import type { Asked, Understand } from '../ports/understand.ts'
import { answerAndMore, expectation, plainAnswer, type Verdict, withChoice } from './asked.ts'
import { featuresOf } from './features.ts'
import { largest, probabilities } from './linear-model.ts'
import { loadModel } from './models.ts'
import { plain, settle } from './normalise.ts'
import { readWriting } from './reading.ts'

/** From this confidence on a meaning may be acted upon; below it, ask back. */
export { SURE } from '../core/meaning.ts'

/**
 * A reader that answers at once, in microseconds to a millisecond. It loads its models now. Without letters
 * a text means 'other' unless what was asked tells more; it is in `lang`, else Russian.
 */
export function createOfflineReader(): Understand {
  const meaning = loadModel('meaning')
  const writing = loadModel('writing')
  return {
    read(text: string, asked: Asked | null, lang: Lang = 'ru'): Meaning {
      const raw = plain(text)
      const reading = readWriting(writing, raw, lang)
      const settled = settle(reading.text)
      const answer = plainAnswer(settle(raw), asked) ?? plainAnswer(settled, asked)
      if (answer) return { lang: reading.lang, ...withChoice(answer, asked) }
      const judge = (words: string): Verdict => {
        const features = featuresOf(words)
        if (features.slots.length === 0) return { label: 'other', confidence: 0 }
        const shares = probabilities(meaning, features, expectation(asked))
        const best = largest(shares)
        return { label: LABELS[best]!, confidence: shares[best]! }
      }
      const verdict = answerAndMore(settled, judge) ?? judge(settled)
      return { lang: reading.lang, ...withChoice(verdict, asked) }
    },
  }
}
