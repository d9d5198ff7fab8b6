// The one place that words pass on their way to a shopper. It answers which of them nothing stands behind.
import { type Backing, isBacked } from './backing.ts'
import { findPromises } from './find-promises.ts'
import { beyond, isTooLong } from './model-words.ts'
import { apartFromCodes, type Promised, toldWords, type Unbacked, type Writer } from './promise.ts'

/** No more than these are told of one text. */
const MOST_TOLD = 8

const wordsOf = (text: string, one: Promised): string =>
  one.kind === 'missing' ? one.key.slice('missing:'.length) : toldWords(text, one)

const told = (text: string, found: readonly Promised[]): readonly Unbacked[] => {
  const all = new Map<string, Unbacked>()
  for (const one of apartFromCodes(found)) {
    const words = wordsOf(text, one)
    all.set(`${one.kind} ${words}`, { kind: one.kind, words })
  }
  return [...all.values()].slice(0, MOST_TOLD)
}

/** What of a text is not backed; empty: it may go out. */
export const unbackedIn = (text: string, writer: Writer, backing: Backing): readonly Unbacked[] =>
  told(
    text,
    findPromises(text, writer, backing.signs).filter((promised) => !isBacked(backing, promised)),
  )

/** "Free from 1,500" is another claim than "free"; a time is the same by whatever verb it is said. */
const claimOf = ({ key, at_least }: Promised): string =>
  `${key.replace(/^(?:comes|lasts|back) /, '')} ${at_least ?? ''}`

/**
 * What a model put into a text that is not in the plain one which it was to phrase, and not the shopper's either.
 * Looks at more than promises: any figure, address, name of the rules or strange sign is the model's own.
 */
export const unbackedPhrase = (phrased: string, plain: string, backing: Backing): readonly Unbacked[] => {
  if (isTooLong(phrased, plain)) return [{ kind: 'long', words: phrased.slice(0, 20) }]
  const said = new Set(findPromises(plain, 'model', backing.signs).map(claimOf))
  const found = findPromises(phrased, 'model', backing.signs).filter(
    (promised) => promised.kind === 'hidden' || !(said.has(claimOf(promised)) || isBacked(backing, promised)),
  )
  return told(phrased, [...found, ...beyond(phrased, plain, backing)])
}
