// Cases from the field that are about a channel, as they are written in docs/cases, through that very channel.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { playTranscript } from '../../../src/cli/transcripts/play.ts'
import { readTranscripts } from '../../../src/cli/transcripts/read.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import { loadRulebook } from '../../../src/rulebook/load.ts'
import { formatProblem } from '../../../src/rulebook/problem.ts'
import { throughApp } from './app-client.ts'

const CASES = join(import.meta.dirname, '../../../docs/cases')

const BY: readonly (readonly [string, Through])[] = [
  ['s22-large-shop', throughApp],
  ['s22-small-shop', throughApp],
]

it.each(BY)('%s', async (folder, through) => {
  const dir = join(CASES, folder)
  const loaded = await loadRulebook(dir, join(CASES, 'locales'))
  if ('problems' in loaded) throw new Error(loaded.problems.map(formatProblem).join('\n'))
  for (const file of readdirSync(join(dir, 'tests'))) {
    const { transcripts } = readTranscripts(file, readFileSync(join(dir, 'tests', file), 'utf8'))
    expect(transcripts.length).toBeGreaterThan(0)
    for (const transcript of transcripts) {
      const problem = await playTranscript(loaded.rulebook, transcript, through)
      expect(problem && formatProblem(problem)).toBeNull()
    }
  }
})
