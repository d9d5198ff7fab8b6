// Codes from elsewhere and points of our own, as dialogs: on a shop that has all of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkTranscripts } from '../../src/cli/transcripts/check-transcripts.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { codesShop, OURS } from '../core/codes-world.ts'

it('the transcripts of pools, codes for everybody, points and one person are kept to', async () => {
  const path = 'test/cli/transcripts/codes.yaml'
  const text = readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
  const { problems, played } = await checkTranscripts(codesShop(OURS), [{ path, text }])
  expect(problems.map(formatProblem)).toEqual([])
  expect(played).toBe(7)
})
