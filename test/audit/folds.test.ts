// People who turned out to be one: their codes, money and lines are still all there, and counted once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BEGAN, LATER, populate, rulebook, saysOne } from '../runtime/fold-world.ts'
import { openEngine } from '../runtime/open-engine.ts'
import { audit } from './audit.ts'

const DAY = 86_400_000

it('finds nothing after folds, while they are under way and when everything has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-audit-'))
  const path = join(folder, 'winback.db')
  await populate(path, 3)
  let now = BEGAN + DAY / 48
  const { engine, store, close } = await openEngine({ path, rulebook, clock: () => now, lease: 0 })
  const look = async () => {
    const lines: string[] = []
    for await (const record of store.backup.read()) lines.push(`${JSON.stringify(record)}\n`)
    const file = join(folder, 'copy.jsonl')
    writeFileSync(file, lines.join(''))
    const { findings, figures } = await audit(file)
    // Nobody keeps rules in this store, which is opened without the product around it.
    expect(findings.filter(({ check }) => check !== 'talk')).toEqual([])
    return figures
  }
  await engine.accept(saysOne('one', 'anna', [0, 1, 2]))
  expect(await look()).toMatchObject({ codes: 3 })
  now = LATER
  await engine.settle(now)
  expect(await look()).toMatchObject({ codes: 3, unchecked: 0 })
  now += 200 * DAY
  await engine.settle(now)
  await look()
  await close()
  rmSync(folder, { recursive: true })
})
