// The short version of a part as an ordinary test: always from the same seed.
import { expect, type TestContext } from 'vitest'
import type { Torture } from './part.ts'
import { runPart } from './run-part.ts'

export const SHORT_SEED = 7

export const runShort = async (part: Torture, test?: Pick<TestContext, 'skip'>): Promise<void> => {
  const { wrong, skipped, isForbidden, kept } = await runPart(part, {
    seed: SHORT_SEED,
    size: 'short',
    log: () => {},
  })
  if (skipped !== null && !isForbidden && process.env.WINBACK_TEST_STRICT === '1') throw new Error(skipped)
  test?.skip(skipped !== null, skipped ?? '')
  expect(wrong, `npm run torture -- ${part.name} --size short --seed ${SHORT_SEED}; see ${kept}`).toEqual([])
}
