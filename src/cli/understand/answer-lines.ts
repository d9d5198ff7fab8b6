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

/**
 * Reads pieces of text (lines may be cut anywhere), writes an answer or `{"error", "line"}` for each line that is not
 * empty, a piece's answers together. Answers how many lines were wrong.
 */
export const answerLines = async (
  input: AsyncIterable<string>,
  output: (lines: string) => void | Promise<void>,
  answer: (text: string) => object,
): Promise<number> => {
  let [line, wrong, rest] = [0, 0, '']
  const all = async (texts: readonly string[]): Promise<void> => {
    let answers = ''
    for (const text of texts) {
      line++
      if (text.trim() === '') continue
      const said = answered(answer, text, line)
      if ('error' in said) wrong++
      answers += `${JSON.stringify(said)}\n`
    }
    if (answers !== '') await output(answers)
  }
  for await (const piece of input) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    await all(lines)
  }
  await all([rest])
  return wrong
}
