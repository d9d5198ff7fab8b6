// Where the public data sets lie: beside the project, never in it. A test that wants one skips where it is missing.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestContext } from 'vitest'

const DATA = resolve(import.meta.dirname, '../../shared/data')

/** The path of a real file, or a skip with its reason; where nothing may be skipped it has to be there. */
export const realFile = (name: string, test: Pick<TestContext, 'skip'>): string => {
  const path = join(DATA, name)
  const missing = !existsSync(path)
  if (missing && process.env.WINBACK_TEST_STRICT === '1') throw new Error(`${path} is missing`)
  test.skip(missing, `${path} is not on this machine`)
  return path
}
