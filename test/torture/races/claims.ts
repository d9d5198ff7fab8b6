// Many claims at once for one unit of budget, by several processes on one data file: exactly one may win a round.
// Starts the processes, tells all of them at once, counts. Who claims is in claims-process.ts.

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDocument } from '../../../src/core/document.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'

export type Rounds = { readonly rounds: number; readonly claims: number; readonly processes: number }

export type Outcome = {
  /** Rounds in which not exactly one won, with what was answered how often. */
  readonly wrong: readonly Readonly<Record<string, number>>[]
  /** Rounds that each process won. */
  readonly won: readonly number[]
  /** Budgets that stand at anything but one unit. */
  readonly budgets: number
  /** Codes that are out, over all rounds. */
  readonly codes: number
  readonly seconds: number
}

const tally = (answers: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}

export const runClaims = async (
  { rounds, claims, processes }: Rounds,
  told: (round: number) => void = () => {},
): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-claims-'))
  const path = join(folder, 'winback.db')
  const share = Math.ceil(claims / processes)
  const children: ChildProcess[] = []
  try {
    for (let n = 0; n < processes; n++) {
      const from = n * share
      const to = Math.min(claims, from + share)
      const child = fork(join(import.meta.dirname, 'claims-process.ts'), [path, String(from), String(to)], {
        execArgv: [],
      })
      children.push(child)
      await once(child, 'message')
    }
    const wrong: Record<string, number>[] = []
    const won = children.map(() => 0)
    const began = performance.now()
    for (let round = 0; round < rounds; round++) {
      const answers = children.map((child) => once(child, 'message') as Promise<[string[]]>)
      for (const child of children) child.send({ round })
      const all = (await Promise.all(answers)).map(([answer]) => answer)
      for (const [n, mine] of all.entries()) won[n]! += mine.filter((answer) => answer === 'done').length
      const counts = tally(all.flat())
      if (counts.done !== 1 || counts['refused: budget_spent'] !== claims - 1) wrong.push(counts)
      told(round + 1)
    }
    const seconds = (performance.now() - began) / 1_000
    for (const child of children) {
      child.send({ end: true })
      await once(child, 'exit')
    }
    const store = await openSqliteStore(path, { readonly: true })
    const units = (await store.records.budgets()).filter(({ budget }) => /^unit_\d+$/.test(budget))
    let codes = 0
    for await (const document of store.records.shoppers()) codes += readDocument(document).codes.length
    await store.close()
    const off = units.filter(({ reserved, spent }) => reserved !== 10_000 || spent !== 0).length
    return { wrong, won, budgets: off + Math.abs(units.length - rounds), codes, seconds }
  } finally {
    for (const child of children) if (child.exitCode === null) child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
