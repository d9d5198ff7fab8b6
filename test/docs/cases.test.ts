// The cases of docs/cases run as they are written there, each with its transcripts, by the verb that a marketer types.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/cli/check.ts'

const CASES = resolve(import.meta.dirname, '../../docs/cases')
const folders = readdirSync(CASES)
  .filter((name) => /^s\d\d-/.test(name))
  .toSorted()

describe('the cases', () => {
  it.each(folders)('%s runs as written', async (folder) => {
    const lines: string[] = []
    expect(await check(join(CASES, folder), (line) => lines.push(line)), lines.join('\n')).toBe(0)
    expect(lines.at(-1)).toMatch(/^No problems: .* [1-9]\d* transcripts?\.$/)
  })

  it('are all 28, and docs/CASES.md leads to each', () => {
    const page = readFileSync(join(CASES, '../CASES.md'), 'utf8')
    const numbers = Array.from({ length: 28 }, (_, n) => `S${String(n + 1).padStart(2, '0')}`)
    expect(numbers.filter((id) => !new RegExp(`^\\| ${id} \\|`, 'm').test(page))).toEqual([])
    expect(folders.filter((folder) => !page.includes(`](cases/${folder}`))).toEqual([])
  })
})
