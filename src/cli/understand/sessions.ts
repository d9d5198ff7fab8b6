// `winback understand --sessions`: JSON lines of sessions in, the chance of an order out, a line for a line. What is
// wrong with a line is answered on its own, so that the order holds; no more than a line at a time is in memory.
import type { z } from 'zod'
import { buysIn } from '../../understand/sessions/file-model.ts'
import { session } from '../../understand/sessions/session.ts'

/** Four digits are more than the model knows. */
const DIGITS = 1e6

type Answer = { readonly buys: number } | { readonly error: string; readonly line: number }

const wrongIn = (error: z.ZodError, given: unknown): string =>
  error.issues
    .map(({ path, message }) => {
      const [column] = path
      if (column === undefined) return 'an object with the columns of a session is expected'
      const isThere = (given as Record<PropertyKey, unknown>)[column] !== undefined
      return `${String(column)}: ${isThere ? message : 'missing'}`
    })
    .join('; ')

const answerTo = (text: string, line: number): Answer => {
  const wrong = (what: string): Answer => ({ error: `line ${line}: ${what}`, line })
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return wrong('this is no JSON; an object with the columns of a session is expected')
  }
  const read = session.safeParse(given)
  if (!read.success) return wrong(wrongIn(read.error, given))
  return { buys: Math.round(buysIn(read.data) * DIGITS) / DIGITS }
}

/** Lines of a text that comes in pieces. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/**
 * Reads pieces of text (lines may be cut anywhere), writes `{"buys": p}` or `{"error", "line"}` for each line that is
 * not empty, in order. Answers how many were wrong.
 */
export const readSessions = async (
  input: AsyncIterable<string>,
  output: (line: string) => void | Promise<void>,
): Promise<number> => {
  let [line, wrong] = [0, 0]
  for await (const text of linesOf(input)) {
    line++
    if (text.trim() === '') continue
    const answer = answerTo(text, line)
    if ('error' in answer) wrong++
    await output(JSON.stringify(answer))
  }
  return wrong
}
