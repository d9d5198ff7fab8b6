// The transcripts beside the flows, played on the real engine. Knows nothing of how a check is printed.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rulebook } from '../core/rulebook.ts'
import type { Problem } from '../rulebook/problem.ts'
import { isTranscript } from '../rulebook/sources.ts'
import { playTranscript } from './transcripts/play.ts'
import { readTranscripts } from './transcripts/read.ts'

export type Played = { readonly count: number; readonly problems: readonly Problem[] }

export const checkTranscripts = async (flowsDir: string, rulebook: Rulebook): Promise<Played> => {
  const names = (await readdir(flowsDir, { recursive: true })).map((name) => name.replaceAll('\\', '/'))
  const files = names.filter((name) => /\.ya?ml$/.test(name) && isTranscript(name)).toSorted()
  const problems: Problem[] = []
  let count = 0
  for (const name of files) {
    const read = readTranscripts(`flows/${name}`, await readFile(join(flowsDir, name), 'utf8'))
    problems.push(...read.problems)
    for (const transcript of read.transcripts) {
      const problem = await playTranscript(rulebook, transcript)
      if (problem) problems.push(problem)
      count++
    }
  }
  return { count, problems }
}
