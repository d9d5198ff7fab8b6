// The transcripts of offers' kinds and conditions, with the shipped texts and flows of their own.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkTranscripts } from '../../src/cli/transcripts/check-transcripts.ts'
import { readTranscriptFiles } from '../../src/cli/transcripts/files.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { readSources } from '../../src/rulebook/sources.ts'

const ROOT = join(import.meta.dirname, '../..')
const FLOWS = join(import.meta.dirname, 'transcripts/terms/flows')

it('offers give what they say, to whom they say, when they say', async () => {
  const compiled = compileRulebook(await readSources(FLOWS, join(ROOT, 'locales')))
  if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'))
  const files = await readTranscriptFiles(FLOWS)
  const { played, problems } = await checkTranscripts(compiled.rulebook, files)
  expect(problems.map(formatProblem)).toEqual([])
  expect(played).toBeGreaterThan(25)
})
