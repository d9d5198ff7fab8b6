// The second reader: asks the model where the offline reader is unsure (or always), and keeps to the offline reading
// whenever the model brings nothing better. It names a meaning; what follows from that is decide's alone.
import { type Lang, type Meaning, SURE } from '../core/meaning.ts'
import type { Asked, Understand, Within } from '../ports/understand.ts'
import type { ModelClient } from './client.ts'
import { outgoing } from './outgoing.ts'
import { Answer, dataOf, LONGEST_MESSAGE, READING, SHAPE } from './reading.ts'
import type { ModelSettings } from './settings.ts'

/** What a model calls sure is right less often than it thinks: never more than this. */
const MOST = 0.8
/** Who is not told otherwise waits no longer, ms. */
const OWN_TIME = 2_000
/** Left for phrasing, of what the turn has, ms. */
const FOR_PHRASING = 1_000
/** A choice picked by its number or its words is read so surely, and stands. */
const CERTAIN = 0.95

const ANSWER_TOKENS = 100

const isSettled = (first: Meaning, text: string, reads: ModelSettings['reads']): boolean => {
  if (reads === 'never' || !/[\p{L}\p{N}]/u.test(text)) return true
  if (first.confidence < SURE) return false
  // Who wants to hear no more is not asked of anybody else.
  return (
    reads === 'unsure' ||
    first.label === 'stop' ||
    (first.choice !== undefined && first.confidence >= CERTAIN)
  )
}

/** A choice that was shown, or none. */
const choiceOf = ({ choice, label }: Answer, asked: Asked | null): { choice?: string } => {
  const shown = asked?.choices ?? []
  const picked = (choice === null ? undefined : shown[choice - 1]) ?? shown.find(({ id }) => id === label)
  return picked ? { choice: picked.id } : {}
}

/** Nobody who writes in Cyrillic is answered in English because a model says so. */
const langOf = ({ lang }: Answer, first: Meaning, text: string): Lang =>
  lang === 'en' && /[\u0400-\u04ff]{3}/.test(text) ? first.lang : lang

/** A yes or a no where nothing was asked and nothing given: it outvotes no sure reading. */
const answersNothing = ({ label }: Answer, asked: Asked | null): boolean =>
  (label === 'accept' || label === 'decline') &&
  !asked?.offered &&
  (asked?.labels.length ?? 0) + (asked?.choices.length ?? 0) === 0 &&
  asked?.yes === undefined &&
  asked?.no === undefined

export const createModelReader = (
  offline: Understand,
  client: ModelClient,
  { reads, masks, phrases }: Pick<ModelSettings, 'reads' | 'masks' | 'phrases'>,
): Understand => ({
  async read(text: string, asked: Asked | null, lang?: Lang, within?: Within): Promise<Meaning> {
    const first = await offline.read(text, asked, lang)
    if (isSettled(first, text, reads)) return first
    const message = outgoing(text, LONGEST_MESSAGE, masks ? (within?.known ?? []) : null)
    const latest = within?.until ?? performance.now() + OWN_TIME
    const answer = await client.ask({
      ...{ what: 'read', system: READING, data: dataOf(message, asked), name: 'meaning' },
      ...{
        schema: Answer,
        shape: SHAPE,
        most: ANSWER_TOKENS,
        until: phrases ? latest - FOR_PHRASING : latest,
      },
    })
    // Only what it is sure of counts for more than the offline reading.
    if (answer?.sure !== 'high') return first
    const isRead = first.confidence >= SURE && first.label !== 'other'
    if (isRead && answersNothing(answer, asked)) return first
    const confidence = Math.max(SURE, Math.min(MOST, answer.label === first.label ? MOST : 0.7))
    const { label } = answer
    return { label, confidence, lang: langOf(answer, first, text), ...choiceOf(answer, asked), by: 'model' }
  },
})
