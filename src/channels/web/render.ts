// A line of a talk as its own visitor sees it: with the code's text in it. Pure; who asks has made sure who it is.
import type { TalkLine } from '../../ports/records.ts'
import type { ChatLine } from './protocol.ts'

const CODE = /\{code:([^}]*)\}/g

/** Stands where a code was whose text is not to be had any more. */
const HIDDEN = '•••'

/** The ids of all codes that a line speaks of. */
export const codesIn = (line: TalkLine): readonly string[] => [
  ...new Set([
    ...[...line.text.matchAll(CODE)].map((found) => found[1]!),
    ...(line.code ? [line.code.id] : []),
  ]),
]

/** Null for what a shopper does not see. `texts`: code id -> its text. */
export const renderLine = (line: TalkLine, texts: ReadonlyMap<string, string>): ChatLine | null => {
  if (line.who === 'note') return null
  const { code, choices } = line
  return {
    seq: line.seq,
    at: line.at,
    who: line.who,
    ...(line.by === undefined ? {} : { by: line.by }),
    text: line.text.replace(CODE, (_, id: string) => texts.get(id) ?? HIDDEN),
    ...(choices && choices.length > 0 ? { choices: choices.map(({ id, text }) => ({ id, text })) } : {}),
    ...(code ? { code: { text: texts.get(code.id) ?? HIDDEN, until: code.until, terms: code.terms } } : {}),
  }
}
