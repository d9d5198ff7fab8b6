// `winback understand`: a message in, what it means out.
import { z } from 'zod'
import { LANGS, type Meaning } from '../../core/meaning.ts'
import { createOfflineReader } from '../../understand/offline-reader.ts'
import { readJson } from './answer-lines.ts'

const message = z.object({
  text: z.string('a text is expected'),
  lang: z.enum(LANGS, `one of ${LANGS.join(', ')} is expected`).optional(),
})

const DIGITS = 1e4

/** A function of a line; it throws WrongLine. The reader is offline: what a shop's model would say is not asked. */
export const messageAnswerer = () => {
  const reader = createOfflineReader()
  return (line: string) => {
    const { text, lang } = readJson(line, message, 'an object with a text, and a lang if it is known')
    const read = reader.read(text, null, lang) as Meaning
    return {
      label: read.label,
      confidence: Math.round(read.confidence * DIGITS) / DIGITS,
      lang: read.lang,
    }
  }
}
