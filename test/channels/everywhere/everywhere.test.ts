// The shipped transcripts, unchanged, on every channel: by its real adapter, with a client at the other end that was not
// written here wherever there is one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playTranscript } from '../../../src/cli/transcripts/play.ts'
import { readTranscripts } from '../../../src/cli/transcripts/read.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { loadRulebook } from '../../../src/rulebook/load.ts'
import { formatProblem } from '../../../src/rulebook/problem.ts'
import { throughApp } from './app-client.ts'
import { stopAzure, throughBotFramework } from './bot-framework-client.ts'
import { throughDirectLine } from './direct-line-client.ts'
import { throughTelegram } from './telegram-client.ts'
import { throughWeb } from './web-client.ts'

const ROOT = join(import.meta.dirname, '../../..')
const FILES = ['abandoned_cart', 'codes', 'talking', 'stop']

const EVERYWHERE: Readonly<Record<string, Through>> = {
  app: throughApp,
  'bot-framework': throughBotFramework,
  'direct-line': throughDirectLine,
  telegram: throughTelegram,
  web: throughWeb,
}

afterAll(stopAzure)

let rulebook: Rulebook
beforeAll(async () => {
  const result = await loadRulebook(join(ROOT, 'flows'), join(ROOT, 'locales'))
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'))
  rulebook = result.rulebook
})

describe.each(Object.entries(EVERYWHERE))('on %s', (_name, through) => {
  it.each(FILES)('%s', async (file) => {
    const path = `flows/tests/${file}.yaml`
    const { transcripts } = readTranscripts(path, readFileSync(join(ROOT, path), 'utf8'))
    expect(transcripts.length).toBeGreaterThan(0)
    for (const transcript of transcripts) {
      const problem = await playTranscript(rulebook, transcript, through)
      expect(problem && formatProblem(problem)).toBeNull()
    }
  })
})
