// The short one of races.ts.
import { expect, it } from 'vitest'
import { runClaims } from './claims.ts'

const ROUNDS = 20

it(`of 500 who claim the last unit at once, in two processes, one wins: ${ROUNDS} rounds`, {
  timeout: 240_000,
}, async () => {
  const { wrong, won, budgets, codes } = await runClaims({ rounds: ROUNDS, claims: 500, processes: 2 })
  expect(wrong).toEqual([])
  expect(won[0]! + won[1]!).toBe(ROUNDS)
  expect({ budgets, codes }).toEqual({ budgets: 0, codes: ROUNDS })
})
