// Folds by two processes on one file: the same pairs and crossing ones at once, and one process killed in the middle.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectKnown, expectOne, expectSettled, LATER, populate, rulebook, saysOne } from './fold-world.ts'
import { openEngine } from './open-engine.ts'

/** Each customer is four visitors. */
const CUSTOMERS = 12
const EACH = 4
/** A into B while B into C, the same pair from both, and all of them. */
const SAID = [
  [0, 1],
  [1, 2],
  [2, 0],
  [3, 1],
  [0, 3],
] as const

const folder = mkdtempSync(join(tmpdir(), 'winback-fold-race-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const peopleOf = (customer: number): readonly number[] =>
  Array.from({ length: EACH }, (_, i) => customer * EACH + i)

const says = (by: string) => ({
  says: Array.from({ length: CUSTOMERS }, (_, customer) =>
    SAID.map((pair, i) => ({
      id: `says-${by}-${customer}-${i}`,
      customer: `c${customer}`,
      people: pair.map((n) => customer * EACH + n),
    })),
  ).flat(),
})

const startProcess = async (path: string): Promise<ChildProcess> => {
  const child = fork(join(import.meta.dirname, 'fold-process.ts'), [path], { execArgv: [] })
  await once(child, 'message')
  return child
}

const expectAllOne = async (path: string, tellAgain: boolean): Promise<void> => {
  const { engine, store, close } = await openEngine({ path, rulebook, clock: () => LATER, lease: 0 })
  if (tellAgain)
    for (const { id, customer, people } of says('again').says)
      expect((await engine.accept(saysOne(id, customer, people))).kind).toBe('done')
  await engine.settle(LATER + 60_000)
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    await expectOne(engine, store, peopleOf(customer))
    await expectKnown(engine, peopleOf(customer))
  }
  await expectSettled(store)
  await close()
}

describe('two processes that fold the same people', () => {
  it('at once, end in one shopper each, with nothing lost and nothing twice', {
    timeout: 120_000,
  }, async () => {
    const path = join(folder, 'both.db')
    await populate(path, CUSTOMERS * EACH)
    const processes = await Promise.all([startProcess(path), startProcess(path)])
    const answers = processes.map((child) => once(child, 'message') as Promise<[string[]]>)
    for (const [n, child] of processes.entries()) child.send(says(String(n)))
    for (const [kinds] of await Promise.all(answers)) expect(new Set(kinds)).toEqual(new Set(['done']))
    for (const child of processes) {
      child.send('end')
      await once(child, 'exit')
    }
    await expectAllOne(path, false)
  })

  it('of which one is killed in the middle, and the shop tells what had no answer again', {
    timeout: 120_000,
  }, async () => {
    for (const wait of [0, 5, 15, 40]) {
      const path = join(folder, `killed-${wait}.db`)
      await populate(path, CUSTOMERS * EACH)
      const processes = await Promise.all([startProcess(path), startProcess(path)])
      for (const [n, child] of processes.entries()) child.send(says(String(n)))
      await new Promise((resolve) => setTimeout(resolve, wait))
      for (const child of processes) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await expectAllOne(path, true)
    }
  })
})
