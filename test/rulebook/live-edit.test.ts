// A running server takes a good edit at once, keeps the last good rulebook on a bad one, and says so.
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Rulebook } from '../../src/core/rulebook.ts'
import type { Problem } from '../../src/rulebook/problem.ts'
import { createShelf, type Shelf } from '../../src/rulebook/shelf.ts'

const root = new URL('../../', import.meta.url).pathname

let dir: string
let shelf: Shelf
let store: Map<string, string>
let changes: Rulebook[]
let refused: (readonly Problem[])[]
const errors: unknown[] = []

const records = {
  putRulebook: async (hash: string, sources: string) => void store.set(hash, sources),
  rulebook: async (hash: string) => store.get(hash) ?? null,
}

const until = async (holds: () => boolean, within: number): Promise<number> => {
  const began = performance.now()
  while (!holds()) {
    if (performance.now() - began > within) throw new Error('It did not come about in time')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return performance.now() - began
}

const open = async (watch: boolean): Promise<void> => {
  const opened = await createShelf({
    flowsDir: join(dir, 'flows'),
    localesDir: join(dir, 'locales'),
    records,
    watch,
    onChange: (rulebook) => changes.push(rulebook),
    onProblems: (problems) => refused.push(problems),
    onError: (error) => errors.push(error),
  })
  if (!('shelf' in opened)) throw new Error(JSON.stringify(opened.problems))
  shelf = opened.shelf
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'winback-flows-'))
  await cp(join(root, 'flows'), join(dir, 'flows'), { recursive: true })
  await cp(join(root, 'locales'), join(dir, 'locales'), { recursive: true })
  store = new Map()
  changes = []
  refused = []
  await open(true)
})
afterEach(async () => {
  shelf.close()
  await rm(dir, { recursive: true, force: true })
})

const offers = (): string => join(dir, 'flows/offers.yaml')
const edited = async (percent: number): Promise<string> =>
  (await readFile(join(root, 'flows/offers.yaml'), 'utf8')).replace('percent: 15', `percent: ${percent}`)
const percent = (): number => shelf.now().offers.percent_15!.value

describe('an edit', () => {
  it.each([
    ['written in place', async (path: string, text: string) => writeFile(path, text)],
    [
      'moved over the old file',
      async (path: string, text: string) => {
        await writeFile(`${path}.new~`, text)
        await rename(`${path}.new~`, path)
      },
    ],
    [
      'written in two pieces with a pause, as slow disks do',
      async (path: string, text: string) => {
        await writeFile(path, text.slice(0, 200))
        await new Promise((resolve) => setTimeout(resolve, 60))
        await writeFile(path, text)
      },
    ],
  ])('%s is in force within a second, and kept in the store first', async (_, save) => {
    await save(offers(), await edited(12))
    const took = await until(() => percent() === 12, 10_000)
    expect(took).toBeLessThan(8_000)
    expect(store.has(shelf.now().hash)).toBe(true)
    expect(refused).toEqual([])
    expect(changes).toHaveLength(1)
  })

  it('in several files at once is taken as one', async () => {
    const cart = join(dir, 'flows/abandoned_cart.yaml')
    const flow = (await readFile(cart, 'utf8')).replaceAll('percent_15', 'percent_12')
    await writeFile(cart, flow)
    await writeFile(offers(), (await edited(12)).replace('percent_15:', 'percent_12:'))
    await until(() => shelf.now().offers.percent_12 !== undefined, 10_000)
    expect(refused).toEqual([])
  })

  it('with a mistake changes nothing and is told; once mended it is in force', async () => {
    const before = shelf.now()
    await writeFile(offers(), await edited(150))
    await until(() => refused.length > 0, 10_000)
    expect(shelf.now()).toBe(before)
    expect(refused[0]![0]).toMatchObject({ file: 'flows/offers.yaml', line: 8, col: 26 })
    await writeFile(offers(), await edited(14))
    await until(() => percent() === 14, 10_000)
    expect(refused).toHaveLength(1)
  })

  it('that takes the folder away changes nothing until it is back', async () => {
    const before = shelf.now()
    await rename(join(dir, 'flows'), join(dir, 'away'))
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(shelf.now()).toBe(before)
    await rename(join(dir, 'away'), join(dir, 'flows'))
    await writeFile(offers(), await edited(11))
    await until(() => percent() === 11, 10_000)
  })

  it('leaves older rulebooks to be had by their hash, from memory and from the store', async () => {
    const first = shelf.now()
    await writeFile(offers(), await edited(12))
    await until(() => percent() === 12, 10_000)
    expect(await shelf.byHash(first.hash)).toBe(first)
    shelf.close()
    await open(false)
    const kept = await shelf.byHash(first.hash)
    expect(kept?.offers.percent_15?.value).toBe(15)
    expect(kept?.hash).toBe(first.hash)
    expect(await shelf.byHash('0'.repeat(64))).toBeNull()
  })
})

describe('at start', () => {
  it('flows with mistakes are answered as problems', async () => {
    await writeFile(offers(), await edited(150))
    const opened = await createShelf({
      flowsDir: join(dir, 'flows'),
      localesDir: join(dir, 'locales'),
      records,
    })
    expect('problems' in opened && opened.problems).toHaveLength(1)
  })
})
