// `winback understand --sessions`: the columns of a session in, the chance that it ends in an order out.
import { buysIn } from '../../understand/sessions/file-model.ts'
import { session } from '../../understand/sessions/session.ts'
import { readJson } from './answer-lines.ts'

/** Digits beyond these are more than the model knows. */
const DIGITS = 1e6

/** Throws WrongLine. */
export const answerSession = (text: string): { readonly buys: number } => {
  const given = readJson(text, session, 'an object with the columns of a session')
  return { buys: Math.round(buysIn(given) * DIGITS) / DIGITS }
}
