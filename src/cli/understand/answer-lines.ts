// A line in, a line out, in order: what is wrong with a line is answered on its own, and no more than a piece of the
// input is in memory. It knows nothing of what the lines say.
import type { z } from 'zod'

/** What a line could not be read for; the command says it with the number of the line. */
export class WrongLine extends Error {}

/** The JSON of a line as `schema` wants it. Throws WrongLine, with `what` a line is to be. */
export const readJson = <T>(text: string, schema: z.ZodType<T>, what: string): T => {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new WrongLine(`this is no JSON; ${what} is expected`)
  }
  const read = schema.safeParse(given)
  if (read.success) return read.data
  throw new WrongLine(
    read.error.issues
      .map(({ path, message }) => {
        const [key] = path
        if (key === undefined) return `${what} is expected`
        const isThere = (given as Record<PropertyKey, unknown>)[key] !== undefined
        return `${String(key)}: ${isThere ? message : 'missing'}`
      })
      .join('; '),
  )
}

const answered = (answer: (text: string) => object, text: string, line: number): object => {
  try {
    return answer(text)
  } catch (error) {
    if (!(error instanceof WrongLine)) throw error
    return { error: `line ${line}: ${error.message}`, line }
  }
}

/** A line longer than this is none, and is not kept, characters. */
export const LONGEST_LINE = 1_000_000
const BOM = /^\ufeff/

/**
 * Reads pieces of text (lines may be cut anywhere), writes an answer or `{"error", "line"}` for each line that is not
 * empty, a piece's answers together. Answers how many lines were wrong.
 */
export const answerLines = async (
  input: AsyncIterable<string>,
  output: (lines: string) => void | Promise<void>,
  answer: (text: string) => object,
): Promise<number> => {
  let [line, wrong, length] = [0, 0, 0]
  let parts: string[] = []
  const take = (part: string): void => {
    length += part.length
    if (length <= LONGEST_LINE) parts.push(part)
    else parts = []
  }
  const said = (text: string): object => {
    if (length > LONGEST_LINE) throw new WrongLine(`it is longer than ${LONGEST_LINE} characters`)
    return answer(text)
  }
  /** The line that was taken, and an empty one to come. */
  const ended = (): string => {
    line++
    const text = line === 1 ? parts.join('').replace(BOM, '') : parts.join('')
    const one =
      length > 0 && (length > LONGEST_LINE || text.trim() !== '') ? answered(said, text, line) : null
    parts = []
    length = 0
    if (one && 'error' in one) wrong++
    return one ? `${JSON.stringify(one)}\n` : ''
  }
  for await (const piece of input) {
    const texts = piece.split('\n')
    const rest = texts.pop() ?? ''
    let answers = ''
    for (const text of texts) {
      take(text)
      answers += ended()
    }
    take(rest)
    if (answers !== '') await output(answers)
  }
  const last = ended()
  if (last !== '') await output(last)
  return wrong
}
