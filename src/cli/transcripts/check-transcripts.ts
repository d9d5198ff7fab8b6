// All transcripts of a shop, read and played; every mistake and every deviation as a problem. Prints nothing.
import type { Rulebook } from '../../core/rulebook.ts'
import type { Problem } from '../../rulebook/problem.ts'
import type { Source } from '../../rulebook/sources.ts'
import { playTranscript } from './play.ts'
import { readTranscripts } from './read.ts'

export type CheckedTranscripts = {
  /** How many were played. */
  readonly played: number
  readonly problems: readonly Problem[]
}

export const checkTranscripts = async (
  rulebook: Rulebook,
  files: readonly Source[],
): Promise<CheckedTranscripts> => {
  const problems: Problem[] = []
  let played = 0
  for (const { path, text } of files) {
    const read = readTranscripts(path, text)
    problems.push(...read.problems)
    // One with a line that was not understood would deviate for that alone.
    if (read.problems.length > 0) continue
    for (const transcript of read.transcripts) {
      const problem = await playTranscript(rulebook, transcript)
      if (problem) problems.push(problem)
      played += 1
    }
  }
  return { played, problems }
}
