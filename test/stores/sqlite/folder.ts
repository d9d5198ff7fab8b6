// A data folder of a test's own, removed after it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-sqlite-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
