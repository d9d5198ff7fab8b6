// What support would read of the latest code or enrolment: the sentence why it was given, and whether the goal is met.
import { codeGiven } from '../../core/query/explain.ts'
import { codeSentence } from '../../core/query/explain-words.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Lines } from './transcript.ts'
import type { Wrong } from './wrong.ts'

/** The sentence that `winback explain` and the desk say, in English. */
export const expectWhy = (shopper: Shopper | null, words: string): Wrong | null => {
  const code = shopper?.codes.at(-1)
  if (!code) return { message: 'there is no code yet', expected: words }
  const sentence = codeSentence(codeGiven(code), 'en')
  return sentence.includes(words) ? null : { message: `the code's why is: ${sentence}`, expected: words }
}

/** Of the latest enrolment, or of the latest in each campaign. */
export const expectGoal = (shopper: Shopper | null, wanted: Lines['goal']): Wrong | null => {
  const rows = shopper?.enrolments ?? []
  const asked = typeof wanted === 'string' ? { [rows.at(-1)?.campaign ?? '']: wanted } : wanted
  for (const [campaign, state] of Object.entries(asked)) {
    const row = rows.findLast((one) => one.campaign === campaign)
    const is = row ? (row.goal_met === undefined ? 'open' : 'met') : 'of nobody: the campaign has not begun'
    if (is !== state) return { message: `the goal${campaign && ` of ${campaign}`} is ${is}`, expected: state }
  }
  return null
}
