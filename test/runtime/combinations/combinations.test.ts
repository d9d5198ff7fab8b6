// Everything that moves codes, points and money, in any order and in combinations that nobody thought of, on a real data
// file over two connections: with restarts, changed keys, changed rules and folds in between. The books must balance
// after every step, nobody gets a second first-order code, and what is asked again is answered as before.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { chanceOf, step } from './steps.ts'
import { openWorld } from './world.ts'

const PEOPLE = 4
const STEPS = 70
const START = Date.UTC(2026, 10, 23, 8)
/** More by hand: COMBINATIONS_RUNS=300 COMBINATIONS_FROM=1 npx vitest run test/runtime/combinations */
const RUNS = Number(process.env.COMBINATIONS_RUNS ?? 12)
const FROM = Number(process.env.COMBINATIONS_FROM ?? 1)

const folder = mkdtempSync(join(tmpdir(), 'winback-combinations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const holdsNoCode = (path: string, texts: ReadonlySet<string>): void => {
  for (const file of [path, `${path}-wal`]) {
    const bytes = existsSync(file) ? readFileSync(file).toString('latin1').toUpperCase() : ''
    for (const text of texts)
      if (text !== 'AUTUMN26') expect(bytes.includes(text.toUpperCase()), text).toBe(false)
  }
}

it(`the books balance whatever comes after what: ${RUNS} histories of ${STEPS} steps`, {
  timeout: 3_600_000,
}, async () => {
  for (let seed = FROM; seed < FROM + RUNS; seed++) {
    const path = join(folder, `${seed % 2}.db`)
    const world = await openWorld(path, PEOPLE, START)
    const chance = chanceOf(seed)
    const did: string[] = []
    try {
      await world.fill(Array.from({ length: 12 }, (_, n) => `PARTNER-${seed}-${100 + n}`))
      for (let n = 0; n < STEPS; n++) {
        did.push(await step(world, chance, PEOPLE))
        await world.check()
      }
      for (let n = 0; n < 20; n++) await world.repeat(n * 7)
      await world.check()
    } catch (error) {
      throw new Error(`seed ${seed}, after ${did.slice(-12).join(', ')}: ${(error as Error).message}`, {
        cause: error,
      })
    } finally {
      await world.close()
    }
    holdsNoCode(path, world.texts())
  }
})
