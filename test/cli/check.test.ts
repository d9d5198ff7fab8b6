// `winback check`: all problems as lines that an editor can open, and an exit code.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { check } from '../../src/cli/check.ts'

const root = new URL('../../', import.meta.url).pathname
let dir: string
let lines: string[]

const run = async (at: string, json = false): Promise<number> => {
  lines = []
  return check(at, (line) => lines.push(line), { json })
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'winback-check-'))
  const shipped = (name: string) =>
    cp(join(root, name), join(dir, name), { recursive: true, filter: (path) => !path.endsWith('/tests') })
  await Promise.all([shipped('flows'), shipped('locales')])
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('winback check', () => {
  it('finds nothing in the shipped flows, from above or from within', async () => {
    expect(await run(dir)).toBe(0)
    expect(lines.at(-1)).toMatch(/^No problems: \d+ flows, \d+ segments, \d+ offers/)
    expect(await run(join(dir, 'flows'))).toBe(0)
  })

  it('prints every problem with its place, marks warnings, and answers 1', async () => {
    const offers = join(dir, 'flows/offers.yaml')
    await writeFile(offers, (await readFile(offers, 'utf8')).replace('percent: 15', 'percent: 150'))
    await writeFile(join(dir, 'flows/empty.yaml'), '')
    expect(await run(dir)).toBe(1)
    expect(lines[0]).toMatch(/flows\/offers\.yaml:8:26 {2}percent cannot be "150" \(expected a percentage/)
    expect(lines[1]).toMatch(/flows\/empty\.yaml:1:1 {2}this file is empty {2}\[warning\]/)
    expect(lines[2]).toBe('1 problem, 1 warning')
    expect(await run(dir, true)).toBe(1)
    expect(JSON.parse(lines[0]!).problems[0]).toMatchObject({ line: 8, col: 26 })
  })

  it('says which folder is missing', async () => {
    expect(await run(join(dir, 'nowhere'))).toBe(1)
    expect(lines).toEqual([`There is no folder ${join(dir, 'nowhere')}`])
    await rm(join(dir, 'locales'), { recursive: true })
    expect(await run(dir)).toBe(1)
    expect(lines[0]).toContain('There is no folder locales')
    const empty = join(dir, 'empty')
    await mkdir(empty)
    expect(await run(empty)).toBe(1)
    expect(lines[0]).toContain('There is no folder flows')
  })
})
