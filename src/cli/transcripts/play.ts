// Plays transcripts against a rulebook and says where the bot did not keep to them.
import type { Rulebook } from '../../core/rulebook.ts'
import type { Problem } from '../../rulebook/problem.ts'
import type { Accepted } from '../../runtime/engine.ts'
import { expectLine } from './expect.ts'
import { happen } from './happen.ts'
import type { Transcript } from './read.ts'
import { openStage } from './stage.ts'

/** The first deviation as a problem at its line; null where the bot kept to the transcript. */
export const playTranscript = async (rulebook: Rulebook, transcript: Transcript): Promise<Problem | null> => {
  const { file, name } = transcript
  const stage = await openStage(rulebook, transcript)
  let last: Accepted | null = null
  let place = { line: 1, col: 1 }
  const fail = (why: string): Problem => ({ file, ...place, message: `${name}: ${why}` })
  try {
    if (transcript.language)
      await stage.happen({ kind: 'identified', traits: { language: transcript.language } })
    for (const { line, col, step } of transcript.lines) {
      const unexpected = stage.heard.length > 0 && step.kind in HAPPENS
      if (unexpected) return fail(`the bot also said "${stage.heard[0]?.text}"`)
      place = { line, col }
      const done = await happen(stage, step)
      if (done === null) {
        const wrong = await expectLine(stage, step, last)
        if (wrong) return fail(wrong)
      } else if (done !== 'passed') {
        if (done.kind === 'parked') return fail(done.why)
        last = done
      }
    }
    return stage.heard.length > 0 ? fail(`the bot also said "${stage.heard[0]?.text}"`) : null
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  } finally {
    await stage.close()
  }
}

/** Lines that make something happen: by then everything said before must have been expected. */
const HAPPENS = {
  shopper: 1,
  press: 1,
  opens_chat: 1,
  views: 1,
  adds: 1,
  removes: 1,
  saves: 1,
  hesitates: 1,
  orders: 1,
  cancels: 1,
  signs_in: 1,
  subscribes: 1,
  does: 1,
  is: 1,
  points_added: 1,
  points_expiring: 1,
  agent: 1,
  after: 1,
}
