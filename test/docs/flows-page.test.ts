// docs/FLOWS.md names every trigger, every step, and every line of a transcript.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { EXPECTED, HAPPENS, HEAD } from '../../src/cli/transcripts/transcript.ts'
import { TRIGGERS } from '../../src/rulebook/start.ts'
import { KINDS } from '../../src/rulebook/step-kinds.ts'

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/FLOWS.md'), 'utf8')
const of = (heading: string): string => PAGE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
const missing = (text: string, names: readonly string[]) => {
  const spans = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)
  const words = new Set([...spans].flatMap(([, span = '']) => span.match(/[a-z]\w*/g) ?? []))
  return names.filter((name) => !words.has(name))
}

it('every trigger', () => expect(missing(of('Starts'), TRIGGERS)).toEqual([]))
it('every kind of step', () => expect(missing(of('Steps'), KINDS)).toEqual([]))
it('every line of a transcript, and what stands above them', () =>
  expect(
    missing(
      of('Transcripts'),
      [HAPPENS, EXPECTED, HEAD].flatMap((lines) => Object.keys(lines)),
    ),
  ).toEqual([]))
