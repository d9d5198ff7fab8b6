// Plays one transcript against a rulebook and says where the bot did not keep to it.
import type { Rulebook } from '../../core/rulebook.ts'
import type { Problem } from '../../rulebook/problem.ts'
import type { Accepted } from '../../runtime/engine.ts'
import { strayVariant } from './arm.ts'
import { expectLine, unexpected } from './expect.ts'
import { happen } from './happen.ts'
import type { Transcript } from './read.ts'
import { openStage, type Stage } from './stage.ts'
import type { Through } from './through.ts'
import { EXPECTED } from './transcript.ts'
import { LineError, type Wrong } from './wrong.ts'

type Deviation = Wrong & { readonly line: number; readonly col: number }

/** The first deviation; null where there is none. Before something happens, all that was said must have been expected. */
const playLines = async (stage: Stage, { lines, language }: Transcript): Promise<Deviation | null> => {
  let last: Accepted | null = null
  let place = { line: lines[0]?.line ?? 1, col: lines[0]?.col ?? 1 }
  const at = (wrong: Wrong | null): Deviation | null => wrong && { ...place, ...wrong }
  if (language) await stage.happen({ kind: 'identified', traits: { language } })
  for (const { line, col, step } of lines) {
    const expects = Object.hasOwn(EXPECTED, step.kind)
    const also = expects ? null : await unexpected(stage)
    if (also) return at(also)
    place = { line, col }
    try {
      const wrong = expects ? await expectLine(stage, step, last) : null
      if (wrong) return at(wrong)
      const done = expects ? null : await happen(stage, step)
      if (done?.kind === 'parked') return at({ message: `a defect of the engine: ${done.why}` })
      last = done ?? last
      const defect = stage.defect()
      if (defect) return at({ message: `a defect of the engine: ${defect}` })
    } catch (error) {
      return at(error instanceof LineError ? error.wrong : { message: String(error) })
    }
  }
  return at(await unexpected(stage))
}

export const playTranscript = async (
  rulebook: Rulebook,
  transcript: Transcript,
  through?: Through,
): Promise<Problem | null> => {
  const { file, name, lines } = transcript
  const stray = strayVariant(rulebook, transcript)
  const { line = 1, col = 1 } = lines[0] ?? {}
  if (stray) return { file, line, col, ...stray, message: `${name}: ${stray.message}` }
  const stage = await openStage(rulebook, transcript, through)
  try {
    const wrong = await playLines(stage, transcript)
    return wrong && { file, ...wrong, message: `${name}: ${wrong.message}` }
  } finally {
    await stage.close()
  }
}
